using MlopsCmdlets.Planning;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Tests.Planning;

/// <summary>How a plan reads.</summary>
public sealed class PlanViewTests
{
    private static readonly string Hash = new('a', 64);

    private static readonly PromotionPlan Plan = new()
    {
        Hash = "0123456789abcdef" + new string('0', 48),
        Author = new Actor("https://prd.example.com", "1", "author"),
        Source = new PlanEndpoint("uat", "https://uat.example.com", "s1", "uat-space", Hash),
        Destination = new PlanEndpoint("prd", "https://prd.example.com", "s2", "prd-space", Hash),
        Production = true,
        RequiredApprovals = 2,
        Changes =
        [
            new PlannedChange("wml_model", "churn", ChangeAction.Update, "a new version is added") { IsModel = true, Bytes = 2048, Changes = [new FieldChange("content", $"sha256 {Hash} (1024 bytes)", $"sha256 {new string('b', 64)} (2048 bytes)")] },
            new PlannedChange("data_asset", "churn.csv", ChangeAction.Add, "none there") { NeededBy = "wml_model 'churn': training data" },
            new PlannedChange("connection", "warehouse", ChangeAction.Map, "'prd-warehouse' stands for it, as the environment's map says."),
            new PlannedChange("software_specification", "runtime-22.1", ChangeAction.Blocked, "It is retired at the destination: save the model with 'runtime-24.1-py3.11', which both clusters have."),
            new PlannedChange("script", "refresh.py", ChangeAction.Unchanged, "equal"),
            new PlannedChange("data_asset", "\u001b[2Jevil\u202e ##vso[task.complete]", ChangeAction.Update, "x") { Changes = [new FieldChange("/metadata/description", new string('x', 300), "\u001b]0;title\u0007short")] },
        ],
        Deployment = new PlannedDeployment("ChurnPrd", DeploymentAction.Switch) { Id = "d1", ServingName = "churn_prd" },
        Gates = [new GateDefinition("metric", "accuracy"), new GateDefinition("script", "look") { Severity = GateSeverity.Advisory }],
        ByHand = ["connection 'lake' arrives with the secrets of the source: enter those of the destination with Set-CpdConnection."],
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void It_reads_like_a_diff_and_fits_the_terminal(int width)
    {
        string[] lines = PlanView.Of(Plan, width, isColored: false);
        Assert.All(lines, line => Assert.True(line.Length < width, line));
        Assert.Equal("Plan 0123456789ab  uat → prd  PRODUCTION", lines[0]);
        Assert.Contains("~ wml_model 'churn'  2.0 KiB", lines);
        string content = "    content  sha256 aaaaaaaaaaaa… (1024 bytes) → sha256 bbbbbbbbbbbb… (2048 bytes)";
        Assert.Equal(width > 90, lines.Contains(content));
        Assert.Contains("+ data_asset 'churn.csv'", lines);
        Assert.Contains("    needed by wml_model 'churn': training data", lines);
        Assert.Contains("» connection 'warehouse'", lines);
        Assert.Contains("! software_specification 'runtime-22.1'", lines);
        Assert.Contains("= script 'refresh.py'", lines);
        Assert.Contains("~ deployment 'ChurnPrd' is switched and keeps its id and serving name", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Contains("1 to add, 2 to update, 1 mapped, 1 unchanged, 1 blocked. It cannot be applied as", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Contains("Gates: accuracy, look (advisory)", lines);
        Assert.Contains("Needs 2 approvals by others than author.", lines);
    }

    [Fact]
    public void Text_of_servers_cannot_move_the_cursor_or_command_an_agent()
    {
        string plain = string.Join('\n', PlanView.Of(Plan, 80, isColored: false));
        Assert.DoesNotContain(plain, c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
        Assert.DoesNotContain("##vso[", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("title", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_coloured_line_ends_its_colour_and_says_the_same()
    {
        string[] colored = PlanView.Of(Plan, 80, isColored: true);
        Assert.All(colored.Where(line => line.Contains('\u001b', StringComparison.Ordinal)), line => Assert.EndsWith("\u001b[0m", line, StringComparison.Ordinal));
        Assert.Contains(colored, line => line.StartsWith("\u001b[32m+ ", StringComparison.Ordinal));
        Assert.Equal(PlanView.Of(Plan, 80, isColored: false), colored.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9]*m", "")));
    }

    [Fact]
    public void Words_are_kept_whole_and_a_width_that_nobody_knows_is_80()
    {
        string[] words = [.. Enumerable.Range(1, 60).Select(i => $"word{i}")];
        string[] lines = PlanView.Of(Plan with { ByHand = [string.Join(' ', words)] }, 0, isColored: false);
        Assert.All(lines, line => Assert.True(line.Length < 80, line));
        Assert.Equal(words, lines.SelectMany(line => line.Split(' ')).Where(word => word.StartsWith("word", StringComparison.Ordinal)));
    }
}
