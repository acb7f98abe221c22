using System.Globalization;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Scores a few rows, on a temporary deployment or on the real one.</summary>
internal sealed class SmokeScore(PromotionParts parts, SmokeRows? rows, string whyNot)
{
    /// <summary>Nobody scores: there are no rows, or it was asked for.</summary>
    internal bool IsOff => rows is null;

    /// <summary>The rows for a run, and why there are none.</summary>
    internal static async Task<SmokeScore> CreateAsync(
        PromotionParts parts, PromotionRequest request, PromotionSide? side, string? modelId, List<string> warnings, CancellationToken cancellationToken)
    {
        if (request.SkipSmoke)
            return new SmokeScore(parts, null, "left out on request");
        if (request.SmokeRows is { } given)
            return given.Rows.Count > 0 ? new SmokeScore(parts, given, "") : new SmokeScore(parts, null, $"{given.Origin} has no rows");
        if (parts.SmokeRows is null || side is null || modelId is null)
            return new SmokeScore(parts, null, "there are no rows");
        try
        {
            var found = await parts.SmokeRows.FindAsync(side, modelId, cancellationToken).ConfigureAwait(false);
            return new SmokeScore(parts, found is { Rows.Count: > 0 } ? found : null, "there are no rows: the training data cannot be read, and none were given");
        }
#pragma warning disable CA1031 // no training data is no failure of the promotion; a gate decides what it means
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            warnings.Add($"The training data could not be read for the smoke score: {e.Message}");
            return new SmokeScore(parts, null, "there are no rows: the training data could not be read");
        }
    }

    /// <summary>The rows, for the gate that demands some.</summary>
    internal SmokeRows? Rows => rows;

    /// <summary>Scores with a deployment.</summary>
    internal async Task<StepEnd> RunAsync(string deploymentId, CancellationToken cancellationToken)
    {
        if (rows is null)
            return StepEnd.NotRun(whyNot);
        var answer = await parts.Destination.Serving.ScoreAsync(deploymentId, rows, cancellationToken).ConfigureAwait(false);
        if (answer.Rows != rows.Rows.Count)
            throw new SmokeFailedException(deploymentId, $"it answered {answer.Rows} predictions for {rows.Rows.Count} rows");
        return StepEnd.Done($"{answer.Rows.ToString(CultureInfo.InvariantCulture)} rows of {rows.Origin}: {answer.Sample}");
    }

    /// <summary>Scores on a deployment that exists only for that.</summary>
    internal async Task<StepEnd> RunApartAsync(PromotionPlan plan, string modelId, ILockHandle handle, List<string> warnings, CancellationToken cancellationToken)
    {
        if (rows is null)
            return StepEnd.NotRun(whyNot);
        await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
        var request = new ServingRequest(PromotionNames.SmokeDeployment(plan), modelId)
        {
            HardwareSpecification = plan.Deployment?.HardwareSpecification,
            Tags = [PromotionNames.TemporaryTag],
        };
        ServedModel? temporary = null;
        try
        {
            temporary = await parts.Destination.Serving.CreateAsync(request, cancellationToken).ConfigureAwait(false);
            return await RunAsync(temporary.Id, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when creating failed or was cancelled: the server may have made it nevertheless.
            await Tidying.TryAsync(parts.Time, Tidying.Short, warnings, $"The temporary deployment '{request.Name}' may still be there; the next run of the plan removes it",
                token => RemoveAsync(plan, temporary, token)).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(PromotionPlan plan, ServedModel? temporary, CancellationToken cancellationToken)
    {
        try
        {
            if (temporary is not null)
            {
                await parts.Destination.Serving.DeleteAsync(temporary.Id, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
#pragma warning disable CA1031 // a second attempt follows, whatever it was
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await parts.Time.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
        await new Leftovers(parts, plan).RemoveSmokeDeploymentsAsync(cancellationToken).ConfigureAwait(false);
    }
}
