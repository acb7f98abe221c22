using MlopsCmdlets.Git.Hosts.GitHub;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts.GitHub;

/// <summary>GitHub takes a required name for green when all of that name are: runs of several workflows, and a status.</summary>
public sealed class GitHubChecksTests
{
    [Theory]
    [InlineData("Succeeded Failed", CheckOutcome.Failed)]
    [InlineData("Failed Succeeded", CheckOutcome.Failed)]
    [InlineData("Succeeded Pending", CheckOutcome.Pending)]
    [InlineData("Pending Succeeded", CheckOutcome.Pending)]
    [InlineData("Pending Failed Succeeded", CheckOutcome.Failed)]
    [InlineData("Failed Pending Succeeded", CheckOutcome.Failed)]
    [InlineData("Succeeded Succeeded", CheckOutcome.Succeeded)]
    public void Of_checks_with_one_name_the_worst_counts(string outcomes, CheckOutcome expected)
    {
        CheckState check = Assert.Single(GitHubChecks.Combine(
            outcomes.Split(' ').Select(o => new CheckState("build", (CheckOutcome)Enum.Parse(typeof(CheckOutcome), o), IsRequired: true, o, TargetUrl: null)), ["build"]));

        Assert.Equal(("build", expected, $"{expected}"), (check.Name, check.Outcome, check.Description));
    }

    [Fact]
    public void Others_stay_apart_and_what_is_required_and_not_there_is_awaited()
    {
        IReadOnlyList<CheckState> checks = GitHubChecks.Combine([new CheckState("Build", CheckOutcome.Failed, IsRequired: false, "", TargetUrl: null), new CheckState("build", CheckOutcome.Succeeded, IsRequired: false, "", TargetUrl: null)], ["gate"]);

        Assert.Equal([("Build", CheckOutcome.Failed, false), ("build", CheckOutcome.Succeeded, false), ("gate", CheckOutcome.Pending, true)], checks.Select(c => (c.Name, c.Outcome, c.IsRequired)));
    }
}
