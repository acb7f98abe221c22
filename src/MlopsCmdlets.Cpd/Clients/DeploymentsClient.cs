using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Deployments (<c>/ml/v4/deployments</c>).</summary>
public sealed class DeploymentsClient
{
    /// <summary>What release 4.0 says instead of the id of a specification.</summary>
    private const string NoHardware = "Not_Applicable";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly CpdContext context;

    internal DeploymentsClient(CpdContext context) => this.context = context;

    public async IAsyncEnumerable<CpdDeployment> ListAsync(
        CpdContainer container, CpdDeploymentQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        context.Rules.RequireDeploymentsIn(container);
        var request = context.Wml(Call.Get("/ml/v4/deployments", $"list the deployments of the {container}").In(container).With("limit", "100"))
            .With("asset_id", query?.AssetId).With("name", query?.Name).With("serving_name", query?.ServingName);
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
        {
            var deployment = Read(item, container);
            if (Matches(deployment, query)) yield return deployment;
        }
    }

    public async Task<CpdDeployment> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        Read(await context.JsonAsync(GetRequest(container, id, $"read the deployment '{id}' in the {container}"), id, cancellationToken).ConfigureAwait(false), container);

    public Task<CpdDeployment> FindAsync(CpdContainer container, string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("deployment", nameOrId, (id, ct) => GetAsync(container, id, ct), () => ListAsync(container, null, cancellationToken), cancellationToken);

    /// <summary>Creates a deployment. With <paramref name="wait"/> it returns when it is ready, else at once.</summary>
    public async Task<CpdDeployment> CreateAsync(
        CpdContainer container, CpdDeploymentDefinition definition, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        context.Rules.RequireDeploymentsIn(container);
        var request = context.Wml(Call.Post("/ml/v4/deployments", $"create the deployment '{definition.Name}' in the {container}"))
            .Json(w => DeploymentWriter.Write(w, container, definition));
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        var id = CpdContext.RequireId(reply, request);
        var created = Read(reply, container);
        return wait is null
            ? created
            : await WaitAsync(container, id, $"get the deployment '{definition.Name}' ready", _ => true, null, wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a deployment is ready. Failed is a <see cref="CpdDeploymentFailedException"/>; the deployment is left for inspection.</summary>
    public Task<CpdDeployment> WaitAsync(CpdContainer container, string id, CpdWaitOptions? wait = null, CancellationToken cancellationToken = default) =>
        WaitAsync(container, id, $"get the deployment '{id}' ready", _ => true, null, wait, cancellationToken);

    /// <summary>
    /// Lets the deployment serve another asset; id and serving name stay. If that fails, the previous asset keeps serving and this is a
    /// <see cref="CpdDeploymentFailedException"/>.
    /// </summary>
    public async Task<CpdDeployment> SwapAssetAsync(
        CpdContainer container, string id, string assetId, string? revision, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        var before = await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        var value = JsonBody.Value(w =>
        {
            w.WriteString("id", assetId);
            w.Text("rev", revision);
        });
        // The API takes this operation only alone.
        var patched = await PatchAsync(container, id, [new CpdPatch("replace", "/asset", value)], cancellationToken).ConfigureAwait(false);
        if (wait is null) return patched;
        bool Serves(CpdDeployment d) => d.AssetId == assetId && (revision is null || d.AssetRevision is null || d.AssetRevision == revision);
        return await WaitAsync(container, id, $"switch the deployment '{before.Name}' to the asset '{assetId}'", Serves, before, wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes hardware or the number of nodes; what is not given stays as it is at the server.</summary>
    public async Task<CpdDeployment> ScaleAsync(
        CpdContainer container, string id, string? hardwareSpecificationId, string? hardwareSpecificationName, int? nodes, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        var before = await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        if (hardwareSpecificationId is null && hardwareSpecificationName is null)
        {
            hardwareSpecificationName = before.HardwareSpecificationName;
            if (hardwareSpecificationName is null && before.HardwareSpecificationId != NoHardware) hardwareSpecificationId = before.HardwareSpecificationId;
        }

        nodes ??= before.NodeCount;
        var value = JsonBody.Value(w => DeploymentWriter.WriteHardware(w, hardwareSpecificationId, hardwareSpecificationName, nodes));
        var patched = await PatchAsync(container, id, [new CpdPatch("replace", "/hardware_spec", value)], cancellationToken).ConfigureAwait(false);
        if (wait is null) return patched;
        bool IsScaled(CpdDeployment d) => (nodes is null || d.NodeCount is null || d.NodeCount == nodes)
            && (hardwareSpecificationId is null || d.HardwareSpecificationId is null || d.HardwareSpecificationId == hardwareSpecificationId)
            && (hardwareSpecificationName is null || d.HardwareSpecificationName is null || d.HardwareSpecificationName == hardwareSpecificationName);
        return await WaitAsync(container, id, $"scale the deployment '{before.Name}'", _ => true, before, wait, cancellationToken, IsScaled).ConfigureAwait(false);
    }

    /// <summary>Changes name, description or tags.</summary>
    public async Task<CpdDeployment> UpdateAsync(CpdContainer container, string id, CpdChange change, CancellationToken cancellationToken = default)
    {
        var operations = JsonBody.Operations(change, "");
        return operations.Count > 0
            ? await PatchAsync(container, id, operations, cancellationToken).ConfigureAwait(false)
            : await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    public Task DeleteAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(context.Wml(Call.Delete(Path(id), $"delete the deployment '{id}' in the {container}").In(container)), id, cancellationToken);

    /// <summary>Whether no deployment of the cluster has the serving name yet.</summary>
    public async Task<bool> IsServingNameFreeAsync(string servingName, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get("/ml/v4/deployments", $"check the serving name '{servingName}'"))
            .With("serving_name", servingName).With("conflict", "true");
        try
        {
            await context.ReplyAsync(request, servingName, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CpdConflictException)
        {
            return false;
        }
    }

    /// <summary>Throws while deployments use the asset.</summary>
    internal async Task RequireUnusedAsync(CpdContainer container, string assetId, string kind, CancellationToken cancellationToken)
    {
        // Where deployments cannot be in projects, nothing of a project is deployed.
        if (container.Kind == CpdContainerKind.Project && !context.Rules.AllowsDeploymentsIn(container)) return;
        IReadOnlyList<CpdDeployment> users;
        try
        {
            users = await ListAsync(container, new CpdDeploymentQuery { AssetId = assetId }, cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CpdServiceNotInstalledException)
        {
            return;
        }

        if (users.Count == 0) return;
        throw new CpdInUseException($"The {kind} '{assetId}' is used by {users.Count} deployment(s): {string.Join(", ", users.Select(u => $"'{u.Name}' ({u.Id})"))}.")
        {
            Users = [.. users.Select(u => new CpdCandidate(u.Id, u.Name, u.Type, u.CreatedAt))],
            Target = assetId,
            RecommendedAction = "Delete these deployments first, or let them serve another asset.",
        };
    }

    private static bool Matches(CpdDeployment deployment, CpdDeploymentQuery? query) => query is null
        || ((query.AssetId is null || query.AssetId == deployment.AssetId)
            && (query.Name is null || query.Name == deployment.Name)
            && (query.ServingName is null || query.ServingName == deployment.ServingName));

    private static string Path(string id) => $"/ml/v4/deployments/{Call.Segment(id)}";

    private CpdDeployment Read(JsonElement document, CpdContainer container) =>
        MachineLearningReader.Deployment(document, container, context.Origin, context.Session);

    private ApiRequest GetRequest(CpdContainer container, string id, string purpose) => context.Wml(Call.Get(Path(id), purpose).In(container));

    private async Task<CpdDeployment> PatchAsync(CpdContainer container, string id, IReadOnlyList<CpdPatch> operations, CancellationToken cancellationToken)
    {
        var request = context.Wml(Call.Patch(Path(id), $"change the deployment '{id}' in the {container}", operations).In(container));
        var reply = await context.OptionalJsonAsync(request, id, cancellationToken).ConfigureAwait(false);
        return reply is { } document && document.Id() is not null
            ? Read(document, container)
            : await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CpdDeployment> WaitAsync(
        CpdContainer container,
        string id,
        string operation,
        Func<CpdDeployment, bool> serves,
        CpdDeployment? before,
        CpdWaitOptions? wait,
        CancellationToken cancellationToken,
        Func<CpdDeployment, bool>? took = null)
    {
        var request = GetRequest(container, id, operation);
        var wasBusy = false;
        took ??= serves;
        // A failure that was there before the change says nothing about it; in the same words again it does, once the deployment was seen at work.
        bool Failed(CpdDeployment d) => d.State == "failed"
            || (before is not null && d.IsReady && d.FailureMessage is { } f && (f != before.FailureMessage || (wasBusy && !took(d))));
        JsonElement last = default;
        var deployment = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, id,
            async ct =>
            {
                last = await context.JsonAsync(request, id, ct).ConfigureAwait(false);
                var now = Read(last, container);
                wasBusy |= !now.IsReady;
                return now;
            },
            d => (d.State, null, Failed(d) || (d.IsReady && serves(d))),
            cancellationToken).ConfigureAwait(false);
        if (!Failed(deployment)) return deployment;
        throw new CpdDeploymentFailedException($"Could not {operation}: {deployment.FailureMessage ?? deployment.StateMessage ?? "the server gives no reason"}")
        {
            State = deployment.State,
            Details = FailureReader.Details(Fill.Entity(last).Member("status", "failure")),
            Target = deployment.Name.Length > 0 ? deployment.Name : id,
            RecommendedAction = deployment.IsReady
                ? "The previous asset keeps serving. Correct the new one and switch again."
                : "Check that the asset's type and software specification fit each other and the cluster; then delete the deployment and create it again.",
        };
    }
}
