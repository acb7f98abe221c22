using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Creates or switches the deployment of a plan, and puts it back.</summary>
internal sealed class Switching(PromotionParts parts, PlannedDeployment planned, ILockHandle handle)
{
    private bool _touched;
    private string? _modelId;

    /// <summary>The deployment after <see cref="RunAsync"/>.</summary>
    internal ServedModel? Served { get; private set; }

    /// <summary>Lets the deployment serve the model.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="present">The deployment as it is; null when there is none.</param>
    /// <param name="isDone">An earlier run did it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<StepEnd> RunAsync(string modelId, ServedModel? present, bool isDone, CancellationToken cancellationToken)
    {
        _modelId = modelId;
        // What an earlier run of this plan did is ours to take back, too.
        _touched = isDone && planned.Action != DeploymentAction.Unchanged;
        if (isDone && present is { State: "ready" })
        {
            Served = present;
            return StepEnd.AlreadyDone($"'{planned.Name}' serves it already");
        }
        await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
        _touched = true;
        if (present is not null)
        {
            // Also one that an earlier run created, or switched, and that is not ready yet.
            Served = await parts.Destination.Serving.SwitchAsync(present.Id, modelId, cancellationToken).ConfigureAwait(false);
            return StepEnd.Done($"'{planned.Name}' serves it under the same id{(Served.ServingName is { } name ? $" and serving name '{name}'" : "")}");
        }
        var request = new ServingRequest(planned.Name, modelId) { ServingName = planned.ServingName, HardwareSpecification = planned.HardwareSpecification };
        Served = await parts.Destination.Serving.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        return StepEnd.Done($"'{planned.Name}' was created");
    }

    /// <summary>Says that an earlier run may have touched it, for a run that ends before <see cref="RunAsync"/>.</summary>
    internal void Assume(ServedModel? present, bool isDone) => (_touched, Served) = (isDone && planned.Action != DeploymentAction.Unchanged, present);

    /// <summary>True when there may be something to put back.</summary>
    internal bool MayNeedRestore => _touched;

    /// <summary>Lets the deployment serve what it served before, or removes it when there was none. Looks whether it does.</summary>
    internal async Task<StepEnd> RestoreAsync(CancellationToken cancellationToken)
    {
        var serving = parts.Destination.Serving;
        await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
        if (planned.Action == DeploymentAction.Create)
        {
            // Without an answer to its making it is known by what it serves: one of that name that somebody else made stays.
            foreach (var made in (await serving.ListAsync(cancellationToken).ConfigureAwait(false)).Where(deployment =>
                deployment.Id == Served?.Id || (Served is null && deployment.Name == planned.Name && deployment.AssetId == _modelId)))
                await serving.DeleteAsync(made.Id, cancellationToken).ConfigureAwait(false);
            return StepEnd.Done($"the new deployment '{planned.Name}' was removed");
        }
        var now = await serving.FindAsync(planned.Id!, cancellationToken).ConfigureAwait(false);
        if (now is { State: "ready" } && now.AssetId == planned.CurrentAssetId)
            return StepEnd.AlreadyDone($"'{planned.Name}' still serves {planned.CurrentAssetId}");
        await serving.SwitchAsync(planned.Id!, planned.CurrentAssetId!, cancellationToken).ConfigureAwait(false);
        now = await serving.FindAsync(planned.Id!, cancellationToken).ConfigureAwait(false);
        return now?.AssetId == planned.CurrentAssetId
            ? StepEnd.Done($"'{planned.Name}' serves {planned.CurrentAssetId} again")
            : throw new ServingFailedException(planned.Name, "put the earlier model back into", $"it serves {now?.AssetId ?? "nothing"}");
    }
}
