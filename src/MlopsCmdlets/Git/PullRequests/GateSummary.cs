using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Sums results of gates up into one status.</summary>
internal static class GateSummary
{
    /// <summary>Red when one of them stops a promotion; advisory ones are named and stop nothing.</summary>
    public static (CheckOutcome Outcome, string Words) Of(IReadOnlyList<GateResult> gates)
    {
        string[] blocking = [.. gates.Where(gate => gate.Blocks).Select(Name)];
        string[] advisory = [.. gates.Where(gate => !gate.Blocks && gate.Outcome != GateOutcome.Passed).Select(Name)];
        int passed = gates.Count(gate => gate.Outcome == GateOutcome.Passed);
        string words = $"{passed} of {gates.Count} gates passed"
            + (blocking.Length > 0 ? $"; stopped by {string.Join(", ", blocking)}" : "")
            + (advisory.Length > 0 ? $"; advisory: {string.Join(", ", advisory)}" : "");
        return (blocking.Length > 0 ? CheckOutcome.Failed : CheckOutcome.Succeeded, words);
    }

    private static string Name(GateResult gate) => gate.Outcome == GateOutcome.NotRun ? $"{gate.Name} (not run)" : gate.Name;
}
