using System.Text;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Tests.Git;

/// <summary>feature → dev → uat → prd, and nothing left out.</summary>
public sealed class BranchOrderTests
{
    // sit has no branch: promotion through Git passes it over.
    private static readonly BranchOrder Order = Of("""{"name":"dev","branch":"dev"},{"name":"sit","predecessor":"dev"},{"name":"uat","branch":"uat","predecessor":"sit"},{"name":"prd","branch":"prd","predecessor":"uat","production":true}""");

    [Theory]
    [InlineData("feature", "dev")]
    [InlineData("dev", "uat")]
    [InlineData("uat", "prd")]
    [InlineData("prd", null)]
    public void The_next_branch_is_the_base(string head, string? expected) => Assert.Equal(expected, Order.BaseOf(head));

    [Theory]
    [InlineData("feature", "dev")]
    [InlineData("dev", "uat")]
    [InlineData("uat", "prd")]
    [InlineData("prd", "dev")] // back
    [InlineData("prd", "uat")]
    [InlineData("feature", "other-feature")] // no environment is touched
    [InlineData("dev", "other-feature")]
    public void The_way_is_free(string head, string @base) => Order.Check(head, isForeign: false, @base, expedited: false);

    [Theory]
    [InlineData("dev", "prd", "uat", false)]
    [InlineData("dev", "prd", "uat", true)] // never, however urgent
    [InlineData("feature", "uat", "dev", false)]
    [InlineData("feature", "prd", "dev", false)]
    [InlineData("Dev", "uat", "dev", false)] // Git's names differ by case
    public void A_skip_is_refused_and_the_right_base_named(string head, string @base, string right, bool expedited)
    {
        BranchOrderException failure = Assert.Throws<BranchOrderException>(() => Order.Check(head, isForeign: false, @base, expedited));

        Assert.Equal(right, failure.RightBase);
        Assert.Contains($"Its base is '{right}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("dev → uat", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revert-feature", "prd", false, true)]
    [InlineData("dev", "dev", true, false)] // a fork's dev into ours
    public void A_branch_of_no_environment_may_be_expedited(string head, string @base, bool isForeign, bool expedited) => Order.Check(head, isForeign, @base, expedited);

    [Fact]
    public void A_forks_branch_of_an_environments_name_is_no_environment() =>
        Assert.Equal("dev", Assert.Throws<BranchOrderException>(() => Order.Check("uat", isForeign: true, "prd", expedited: false)).RightBase);

    [Fact]
    public void Of_two_firsts_or_nexts_none_is_chosen()
    {
        BranchOrder order = Of("""{"name":"a","branch":"a"},{"name":"b","branch":"b"},{"name":"c","branch":"c","predecessor":"a"},{"name":"d","branch":"d","predecessor":"a"}""");

        Assert.Null(order.BaseOf("feature"));
        Assert.Null(order.BaseOf("a"));
        order.Check("feature", false, "b", false);
        Assert.Throws<BranchOrderException>(() => order.Check("a", false, "b", false));
    }

    [Fact]
    public void Production_is_known_by_its_branch()
    {
        Assert.True(Order.IsProduction("prd"));
        Assert.False(Order.IsProduction("uat"));
        Assert.False(Order.IsProduction("feature"));
    }

    private static BranchOrder Of(string environments)
    {
        int space = 0;
        string full = environments.Replace("{\"name\"", "{\"url\":\"https://cpd.example.com\",\"space\":\"s#\",\"name\"", StringComparison.Ordinal);
        while (full.Contains('#', StringComparison.Ordinal))
            full = full.Remove(full.IndexOf('#', StringComparison.Ordinal), 1).Insert(full.IndexOf('#', StringComparison.Ordinal), (++space).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new BranchOrder(EnvironmentFile.Read(Encoding.UTF8.GetBytes($$"""{"version":1,"environments":[{{full}}]}"""), "mlops.json"));
    }
}
