using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts.AzureRepos;

/// <summary>Checks out of policies and statuses: forms that the sandbox, which builds nothing, does not make.</summary>
public sealed class PullRequestModelTests
{
    [Theory]
    [InlineData("rejected", "approved", CheckOutcome.Failed)]
    [InlineData("approved", "rejected", CheckOutcome.Failed)]
    [InlineData("queued", "approved", CheckOutcome.Pending)]
    [InlineData("approved", "running", CheckOutcome.Pending)]
    [InlineData("approved", "approved", CheckOutcome.Succeeded)]
    public void Builds_without_a_name_of_their_own_do_not_hide_each_other(string one, string other, CheckOutcome expected) =>
        Assert.Equal([("Build", expected, true)], Of([Build(one), Build(other)]));

    [Fact]
    public void What_nobody_demands_neither_hides_nor_reddens_what_is_demanded() =>
        Assert.Equal(
            [("Build", CheckOutcome.Succeeded, true), ("Build", CheckOutcome.Failed, false)],
            Of([Build("approved"), Build("rejected", isBlocking: false)]));

    [Fact]
    public void A_status_with_the_name_of_a_build_is_not_hidden_by_it() =>
        Assert.Equal([("Build", CheckOutcome.Failed, false), ("Build", CheckOutcome.Succeeded, true)], Of([Build("approved")], Status("Build", "failed")));

    [Fact]
    public void A_status_that_is_demanded_and_optional_at_once_is_demanded() =>
        Assert.Contains(("gate", CheckOutcome.Pending, true), Of([Policy(PolicyKind.Status, "queued", true), Policy(PolicyKind.Status, "queued", false)]));

    private static IEnumerable<(string, CheckOutcome, bool)> Of(AzureEvaluation[] evaluations, params AzureStatus[] statuses) =>
        PullRequestModel.Checks(new PullRequestFacts(new AzurePullRequest(), evaluations, statuses, [])).Select(c => (c.Name, c.Outcome, c.IsRequired));

    private static AzureEvaluation Build(string status, bool isBlocking = true) => Policy(PolicyKind.Build, status, isBlocking);

    private static AzureEvaluation Policy(string kind, string status, bool isBlocking) => new()
    {
        Status = status,
        Configuration = new AzurePolicy { IsEnabled = true, IsBlocking = isBlocking, Type = new AzurePolicyType { Id = kind, DisplayName = "Build" }, Settings = new() { ["statusName"] = "gate" } },
    };

    private static AzureStatus Status(string name, string state) => new() { State = state, Context = new AzureStatusContext { Name = name } };
}
