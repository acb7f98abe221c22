namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Checks of one name.</summary>
internal static class CheckStates
{
    /// <summary>
    /// The worst of each name: hosts demand that all of them are green. What is demanded is kept apart from what is not, since a red one that nobody demands stops no
    /// merge. In the order of their first appearance.
    /// </summary>
    public static IEnumerable<CheckState> WorstOfEach(IEnumerable<CheckState> checks) =>
        checks.GroupBy(check => (check.Name, check.IsRequired)).Select(group => group.OrderByDescending(check => Weight(check.Outcome)).First());

    private static int Weight(CheckOutcome outcome) => outcome switch { CheckOutcome.Failed => 2, CheckOutcome.Succeeded => 0, _ => 1 };
}
