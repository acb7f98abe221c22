using System.Globalization;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>A metric of the new model is good enough, and not worse than that of the model that serves now.</summary>
internal sealed class MetricGate(GateDefinition definition, MetricBounds bounds, string? path, string? labelColumn, string? positiveClass, GateServices services) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public async Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.Changes.FirstOrDefault(change => change.IsModel) is not { SourceId: { } id } model)
            return this.NotRun("the plan names no model");
        var candidate = await FindAsync(context.Source, id, model.SourceSha256, null, cancellationToken).ConfigureAwait(false);
        if (candidate is null)
            return this.NotRun(Missing($"'{model.Name}'", model.SourceSha256));
        if (candidate.Find(bounds.Metric) is not { } value)
            return this.NotRun($"the measurement of '{model.Name}' has no '{bounds.Metric}'; it has {string.Join(", ", candidate.Values.Keys)}");
        List<(string, string)> details = [(bounds.Metric, Exact(value)), ("rows", candidate.Rows.ToString(CultureInfo.InvariantCulture)), ("source", candidate.Source)];
        if (double.IsNaN(value))
            return this.Failed($"{bounds.Metric} is not a number{Rows(candidate)}", [.. details]);

        var (failed, facts) = (false, new List<string>());
        if (bounds.Minimum is { } minimum)
            failed |= Judge(facts, value >= minimum, $"{Short(value)} is at least {Short(minimum)}", $"{Short(value)} is less than {Short(minimum)}");
        if (bounds.Maximum is { } maximum)
            failed |= Judge(facts, value <= maximum, $"{Short(value)} is at most {Short(maximum)}", $"{Short(value)} is more than {Short(maximum)}");
        if (bounds.NotWorseBy is { } margin)
        {
            var (serving, reason) = await ServingAsync(context, model, value, cancellationToken).ConfigureAwait(false);
            if (serving is { } other)
            {
                details.Add(("serving", Exact(other)));
                var worse = bounds.Worse(value, other);
                // A margin of 0.02 allows 0.92 → 0.90, whatever binary fractions make of it.
                failed |= Judge(facts, worse <= margin + 1e-12, $"{Short(value)} is not worse than {Short(other)} by more than {Short(margin)}",
                    double.IsNaN(worse) ? "that of the serving model is not a number" : $"{Short(value)} is worse than {Short(other)} of the serving model by {Short(worse)}; {Short(margin)} are allowed");
            }
            else if (reason.Length > 0)
            {
                return this.NotRun($"{bounds.Metric} {string.Join("; ", [.. facts, reason])}", [.. details]);
            }
            else
            {
                facts.Add(facts.Count == 0 ? $"{Short(value)}; nothing serves yet to compare it with" : "nothing serves yet to compare it with");
            }
        }
        var evidence = $"{bounds.Metric} {string.Join("; ", facts)}{Rows(candidate)}";
        return failed ? this.Failed(evidence, [.. details]) : this.Passed(evidence, [.. details]);
    }

    /// <summary>The metric of the model that serves, or why there is none; neither where nothing serves.</summary>
    private async Task<(double? Value, string Reason)> ServingAsync(GateContext context, PlannedChange model, double candidate, CancellationToken cancellationToken)
    {
        if (context.Plan.Deployment is not { Action: not DeploymentAction.Create, CurrentAssetId: { } id } deployment)
            return (null, "");
        if (deployment.CurrentSha256 is { } same && string.Equals(same, model.SourceSha256, StringComparison.OrdinalIgnoreCase))
            return (candidate, "");
        var metrics = await FindAsync(context.Destination, id, deployment.CurrentSha256, deployment.Id, cancellationToken).ConfigureAwait(false);
        // Planned against one that serves no more: an earlier run of this plan, killed later, was let through and switched. Anything else is drift, which is refused before.
        if (metrics is null && deployment.Id is { } deployed
            && await context.Destination.Serving.FindAsync(deployed, cancellationToken).ConfigureAwait(false) is { AssetId: { } now } && now != id)
            return (candidate, "");
        if (metrics is null)
            return (null, Missing("the model that serves", deployment.CurrentSha256));
        return metrics.Find(bounds.Metric) is { } value ? (value, "") : (null, $"the measurement of the model that serves has no '{bounds.Metric}'");
    }

    private async Task<ModelMetrics?> FindAsync(PromotionSide side, string assetId, string? sha256, string? deploymentId, CancellationToken cancellationToken)
    {
        if (services.Measurements.FirstOrDefault(known => known.IsOf(sha256, assetId)) is { } given)
            return given;
        if (path is null || services.Measurer is not { } measurer)
            return null;
        var request = new MeasureRequest(assetId, sha256, path, labelColumn!) { PositiveClass = positiveClass, DeploymentId = deploymentId };
        var measured = await measurer.MeasureAsync(side, request, cancellationToken).ConfigureAwait(false);
        // What was measured is what the measurer says, not what was asked for: the deployment may have been switched meanwhile.
        return measured is not null && measured.IsOf(sha256, assetId) ? measured : null;
    }

    private string Missing(string whom, string? sha256)
    {
        var known = services.Measurements.Count == 0 ? "" : $" (those given are of other models; this one has the content {(sha256 is { Length: > 12 } hash ? hash.Substring(0, 12) : sha256 ?? "unknown")})";
        return path is null || services.Measurer is null
            ? $"there is no measurement of {whom}{known}: give one with -Measurement, or name a labelled file with -Path"
            : $"{whom} could not be measured with '{System.IO.Path.GetFileName(path)}': it has no online deployment there that serves it{known}";
    }

    private static bool Judge(List<string> facts, bool holds, string yes, string no)
    {
        facts.Add(holds ? yes : no);
        return !holds;
    }

    private static string Rows(ModelMetrics metrics) => metrics.Rows > 0 ? $" ({metrics.Rows.ToString(CultureInfo.InvariantCulture)} rows{(metrics.Source.Length > 0 ? " of " + metrics.Source : "")})" : "";

    private static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
