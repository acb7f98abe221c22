using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Hosts.GitHub;
using MlopsCmdlets.Git.Protection;

namespace MlopsCmdlets.Git.Tests.Hosts.GitHub;

/// <summary>From what GitHub gives to what it takes, and to the report: forms that the sandbox does not make.</summary>
public sealed class GitHubProtectionTests
{
    private static readonly JsonNode Rich = JsonNode.Parse("""
        {
          "required_status_checks":{"strict":true,"contexts":["ci/build"],"checks":[{"context":"ci/build","app_id":15368}]},
          "enforce_admins":{"enabled":true},
          "required_pull_request_reviews":{"dismiss_stale_reviews":true,"require_code_owner_reviews":true,"required_approving_review_count":2,"require_last_push_approval":true,
            "dismissal_restrictions":{"users":[{"login":"lead"}],"teams":[{"slug":"mlops-leads"}],"apps":[]},
            "bypass_pull_request_allowances":{"users":[],"teams":[],"apps":[{"slug":"release-bot"}]}},
          "restrictions":{"users":[{"login":"lead"}],"teams":[],"apps":[{"slug":"release-bot"}]},
          "required_linear_history":{"enabled":true},"allow_force_pushes":{"enabled":false},"allow_deletions":{"enabled":false},"block_creations":{"enabled":true},
          "required_conversation_resolution":{"enabled":true},"lock_branch":{"enabled":false},"allow_fork_syncing":{"enabled":true}
        }
        """)!;

    private static readonly IReadOnlyList<JsonNode> Rulesets =
    [
        JsonNode.Parse("""{"type":"pull_request","parameters":{"required_approving_review_count":1,"dismiss_stale_reviews_on_push":true}}""")!,
        JsonNode.Parse("""{"type":"required_status_checks","parameters":{"required_status_checks":[{"context":"ci/rules"}]}}""")!,
        JsonNode.Parse("""{"type":"non_fast_forward"}""")!,
        JsonNode.Parse("""{"type":"required_linear_history"}""")!,
    ];

    [Fact]
    public void What_is_there_is_said_again_in_the_form_in_which_it_is_set()
    {
        var expected = JsonNode.Parse("""
            {
              "required_status_checks":{"strict":true,"checks":[{"context":"ci/build","app_id":15368}]},
              "enforce_admins":true,
              "required_pull_request_reviews":{"required_approving_review_count":2,"dismiss_stale_reviews":true,"require_code_owner_reviews":true,"require_last_push_approval":true,
                "dismissal_restrictions":{"users":["lead"],"teams":["mlops-leads"],"apps":[]},
                "bypass_pull_request_allowances":{"users":[],"teams":[],"apps":["release-bot"]}},
              "restrictions":{"users":["lead"],"teams":[],"apps":["release-bot"]},
              "required_linear_history":true,"allow_force_pushes":false,"allow_deletions":false,"block_creations":true,
              "required_conversation_resolution":true,"lock_branch":false,"allow_fork_syncing":true
            }
            """)!;
        Assert.Equal(expected.ToJsonString(), GitHubProtectionBody.Of(Rich).ToJsonString());
    }

    [Fact]
    public void Nothing_is_set_where_nothing_is_wanted()
    {
        var body = GitHubProtectionBody.Of(Rich);
        var before = body.ToJsonString();
        GitHubProtectionBody.Apply(body, new ProtectionRules(), canRestrict: true);
        Assert.Equal(before, body.ToJsonString());
        GitHubProtectionBody.Apply(body, new ProtectionRules { Approvals = 2, DismissStale = true, RequirePullRequest = true, IncludeAdministrators = true, RequireStatus = ["ci/build"] }, canRestrict: true);
        Assert.Equal(before, body.ToJsonString());
    }

    [Fact]
    public void A_check_is_added_to_those_of_apps_and_pushers_are_replaced_but_apps_stay()
    {
        var body = GitHubProtectionBody.Of(Rich);
        GitHubProtectionBody.Apply(body, new ProtectionRules { RequireStatus = ["mlops/uat-gate"], RestrictPush = ["team:mlops-leads"] }, canRestrict: true);
        Assert.Equal("""[{"context":"ci/build","app_id":15368},{"context":"mlops/uat-gate","app_id":-1}]""", body["required_status_checks"]!["checks"]!.ToJsonString());
        Assert.Equal("""{"users":[],"teams":["mlops-leads"],"apps":["release-bot"]}""", body["restrictions"]!.ToJsonString());
    }

    [Fact]
    public void A_new_protection_is_as_the_reference_wants_it()
    {
        var body = GitHubProtectionBody.Of(protection: null);
        GitHubProtectionBody.Apply(body, new ProtectionRules { Approvals = 1, RequireStatus = ["mlops/uat-gate"], RestrictPush = ["lead"] }, canRestrict: false);
        Assert.Equal("""{"strict":false,"contexts":["mlops/uat-gate"]}""", body["required_status_checks"]!.ToJsonString());
        Assert.Equal(1, (int)body["required_pull_request_reviews"]!["required_approving_review_count"]!);
        Assert.True(body.ContainsKey("restrictions"));
        Assert.Null(body["restrictions"]);
        Assert.False((bool)body["allow_force_pushes"]!);
    }

    [Fact]
    public void Without_this_modules_rules_the_others_are_left_or_nothing_is()
    {
        var rest = GitHubProtectionBody.Without(GitHubProtectionBody.Of(Rich))!;
        Assert.Null(rest["required_pull_request_reviews"]);
        Assert.Null(rest["required_status_checks"]);
        Assert.True((bool)rest["required_linear_history"]!);
        Assert.Null(GitHubProtectionBody.Without(GitHubProtectionBody.Of(protection: null)));
    }

    [Fact]
    public void Rulesets_count_too_and_are_told_apart()
    {
        var report = GitHubProtectionReport.Of(protection: null, Rulesets, new ProtectionRules { Approvals = 1, RequireStatus = ["ci/rules"], IncludeAdministrators = true }, canRestrict: true).ToDictionary(r => r.Rule);
        Assert.Equal((ProtectionState.Enforced, "1"), (report["Approvals"].State, report["Approvals"].Actual));
        Assert.Contains("ruleset", report["Approvals"].Remark, StringComparison.Ordinal);
        Assert.Equal(ProtectionState.Enforced, report["DismissStale"].State);
        Assert.Equal((ProtectionState.Enforced, "ci/rules"), (report["RequireStatus"].State, report["RequireStatus"].Actual));
        Assert.Equal(ProtectionState.NotEnforced, report["IncludeAdministrators"].State);
        Assert.Equal(ProtectionState.Enforced, report["ForcePush"].State);
        Assert.Equal(ProtectionState.NotSet, report["Deletion"].State);
    }

    [Fact]
    public void The_base_demands_what_protection_and_rulesets_demand()
    {
        var branch = JsonNode.Parse("""{"protected":true,"protection":{"required_status_checks":{"contexts":["ci/build"]}}}""");
        var rules = GitHubRules.Of(branch, Rich, Rulesets);
        Assert.Equal(["ci/build", "ci/rules"], rules.Checks);
        Assert.Equal((2, true), (rules.Approvals, rules.OnlyLinear));
        Assert.Null(GitHubRules.Of(branch, protection: null, []).Approvals);
        Assert.Equal(1, GitHubRules.Of(branch, protection: null, Rulesets).Approvals);

        // Beside rulesets that demand none there may be a protection that only administrators see.
        branch!["protection"]!["enabled"] = true;
        Assert.Null(GitHubRules.Of(branch, protection: null, [JsonNode.Parse("""{"type":"deletion"}""")!]).Approvals);
        Assert.Equal(1, GitHubRules.Of(branch, protection: null, Rulesets).Approvals);
        Assert.Equal(0, GitHubRules.Of(JsonNode.Parse("""{"protected":false}"""), protection: null, []).Approvals);
    }

    [Fact]
    public void Approvals_that_are_not_wanted_and_still_demanded_are_told()
    {
        var finding = GitHubProtectionReport.Of(protection: null, Rulesets, new ProtectionRules { Approvals = 0 }, canRestrict: true).Single(r => r.Rule == "Approvals");
        Assert.Equal((ProtectionState.NotEnforced, "0", "1"), (finding.State, finding.Wanted, finding.Actual));
        Assert.Contains("still on", finding.Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ops", "LEAD")]
    [InlineData("lead", "ops")]
    public void The_same_pushers_in_another_order_or_case_are_no_change(string one, string other)
    {
        var protection = Rich.DeepClone();
        protection["restrictions"] = JsonNode.Parse("""{"users":[{"login":"lead"},{"login":"ops"}],"teams":[{"slug":"mlops-leads"}],"apps":[]}""");
        var body = GitHubProtectionBody.Of(protection);
        var before = body.ToJsonString();
        GitHubProtectionBody.Apply(body, new ProtectionRules { RestrictPush = [one, other, "team:MLOps-Leads"] }, canRestrict: true);
        Assert.Equal(before, body.ToJsonString());
        GitHubProtectionBody.Apply(body, new ProtectionRules { RestrictPush = [one, other] }, canRestrict: true);
        Assert.Empty(body["restrictions"]!["teams"]!.AsArray());
    }

    [Fact]
    public void An_administrator_who_may_pass_is_told()
    {
        var open = Rich.DeepClone();
        open["enforce_admins"]!["enabled"] = false;
        var report = GitHubProtectionReport.Of(open, [], new ProtectionRules { RequirePullRequest = true, IncludeAdministrators = false }, canRestrict: true).ToDictionary(r => r.Rule);
        Assert.Equal((ProtectionState.Enforced, "Administrators may pass."), (report["RequirePullRequest"].State, report["RequirePullRequest"].Remark));
        Assert.Equal(ProtectionState.Enforced, report["IncludeAdministrators"].State);
        Assert.Equal("lead, app:release-bot", report["RestrictPush"].Actual);
    }
}
