namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Puts a gate's finding into a result. Times are added by <see cref="GateRunner"/>.</summary>
internal static class Verdict
{
    internal static GateResult Passed(this IPromotionGate gate, string evidence, params (string Name, string Value)[] details) => Make(gate, GateOutcome.Passed, evidence, details);

    internal static GateResult Failed(this IPromotionGate gate, string evidence, params (string Name, string Value)[] details) => Make(gate, GateOutcome.Failed, evidence, details);

    internal static GateResult NotRun(this IPromotionGate gate, string evidence, params (string Name, string Value)[] details) => Make(gate, GateOutcome.NotRun, evidence, details);

    private static GateResult Make(IPromotionGate gate, GateOutcome outcome, string evidence, (string Name, string Value)[] details)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var detail in details)
            facts[detail.Name] = detail.Value;
        return new GateResult(gate.Definition.Name, gate.Definition.Kind, outcome, gate.Definition.Severity, evidence) { Details = facts };
    }
}
