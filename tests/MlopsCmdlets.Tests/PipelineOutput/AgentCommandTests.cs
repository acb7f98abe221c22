using MlopsCmdlets.PipelineOutput;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Tests.Reporting;

namespace MlopsCmdlets.Tests.PipelineOutput;

/// <summary>Commands to an agent: one line each, and nothing in them can end them or begin another.</summary>
public sealed class AgentCommandTests
{
    [Fact]
    public void An_issue_is_one_line_with_its_escapes()
    {
        string command = AgentCommand.Issue(isError: true, "a]b;c", "100 % \r\n##vso[task.complete]done");

        Assert.Equal("##vso[task.logissue type=error;code=a%5Db%3Bc]100 %AZP25 %0A##_vso[task.complete]done", command);
    }

    [Fact]
    public void A_variable_is_for_later_steps() =>
        Assert.Equal("##vso[task.setvariable variable=head;isOutput=true]abc", AgentCommand.Variable("head", "abc"));

    [Fact]
    public void A_promotion_gives_issues_variables_and_a_summary()
    {
        var result = new PromotionResult
        {
            Outcome = PromotionOutcome.Stopped,
            Plan = ReportSamples.Plan,
            Gates = [ReportSamples.Gate],
            Head = new string('d', 64),
            Error = new InvalidOperationException(ReportSamples.Hostile),
            Warnings = [ReportSamples.Hostile],
        };

        string[] commands = [.. AgentReport.Of(result, "1.2.3", DateTimeOffset.UnixEpoch)];

        string summary = commands.Single(c => c.StartsWith("##vso[task.uploadsummary]", StringComparison.Ordinal)).Substring("##vso[task.uploadsummary]".Length);
        try
        {
            Assert.All(commands, c => Assert.Equal(0, c.LastIndexOf("##vso[", StringComparison.Ordinal)));
            Assert.All(commands, c => Assert.DoesNotContain('\n', c));
            Assert.Contains($"##vso[task.setvariable variable=head;isOutput=true]{result.Head}", commands);
            Assert.Contains("##vso[task.setvariable variable=exitCode;isOutput=true]2", commands);
            Assert.Equal(2, commands.Count(c => c.StartsWith("##vso[task.logissue type=error", StringComparison.Ordinal)));
            Assert.Contains("Plan", File.ReadAllText(summary), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(summary);
        }
    }

    [Fact]
    public void Progress_is_told_once_for_each_step()
    {
        var progress = new AgentProgress();

        Assert.Equal("##vso[task.setprogress value=0]Check", progress.Next(new PromotionProgress("Check", "a")));
        Assert.Null(progress.Next(new PromotionProgress("Check", "b")));
        Assert.NotNull(progress.Next(new PromotionProgress("Lock", "c")));
    }
}
