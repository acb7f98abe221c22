using System.Globalization;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Consumers send what the model that serves now asks for. The new one must take that: a column that is removed, renamed, retyped to something narrower,
/// or newly demanded fails, with the list.
/// </summary>
internal sealed class SchemaGate(GateDefinition definition, IReadOnlyList<string>? smokeFields) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public async Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        if (context.Plan.Changes.FirstOrDefault(change => change.IsModel) is not { SourceId: { } candidateId } model)
            return this.NotRun("the plan names no model");
        var candidate = InputSchema.Of(await context.Source.Assets.ReadAsync(candidateId, cancellationToken).ConfigureAwait(false));
        var serving = context.Plan.Deployment is { Action: not DeploymentAction.Create, CurrentAssetId: { } servingId }
            ? InputSchema.Of(await context.Destination.Assets.ReadAsync(servingId, cancellationToken).ConfigureAwait(false))
            : null;
        if (serving is null && smokeFields is null)
            return this.Passed("nothing serves yet, and there is no smoke data to compare with");
        if (candidate.Count == 0)
            return this.NotRun($"'{model.Name}' was stored without an input schema");
        if (serving is { Count: 0 } && smokeFields is null)
            return this.NotRun("the model that serves was stored without an input schema, and there is no smoke data to compare with");

        List<string> problems = [];
        if (serving is { Count: > 0 })
            problems.AddRange(InputSchema.Problems(serving, candidate));
        if (smokeFields is not null)
        {
            var sent = new HashSet<string>(smokeFields, StringComparer.OrdinalIgnoreCase);
            problems.AddRange(candidate.Where(field => !field.IsOptional && !sent.Contains(field.Name)).Select(field => $"the smoke data has no column '{field.Name}'"));
        }
        var count = candidate.Count.ToString(CultureInfo.InvariantCulture);
        return problems.Count > 0
            ? this.Failed(string.Join("; ", problems), ("problems", problems.Count.ToString(CultureInfo.InvariantCulture)), ("columns", count))
            : this.Passed($"all {count} input columns are {(serving is { Count: > 0 } ? "what consumers send already" : "in the smoke data")}", ("columns", count));
    }
}
