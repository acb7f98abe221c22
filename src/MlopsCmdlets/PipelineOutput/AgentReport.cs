using System.Text;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Reporting;
using MlopsCmdlets.Reporting.Markdown;

namespace MlopsCmdlets.PipelineOutput;

/// <summary>What a pipeline agent is told about a promotion: its issues, variables for later steps, and the summary.</summary>
internal static class AgentReport
{
    /// <summary>Of a promotion or rollback.</summary>
    /// <param name="result">What it did.</param>
    /// <param name="version">Version of the module.</param>
    /// <param name="now">The time, for the summary.</param>
    public static IEnumerable<string> Of(PromotionResult result, string version, DateTimeOffset now)
    {
        foreach (string warning in result.Warnings)
            yield return AgentCommand.Issue(isError: false, "Promotion", warning);
        foreach (string issue in Issues(result.Gates))
            yield return issue;
        if (result.Error is { } failure)
            yield return AgentCommand.Issue(isError: true, "Promotion", failure.Message);
        yield return AgentCommand.Variable("outcome", result.Outcome.ToString());
        yield return AgentCommand.Variable("exitCode", result.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return AgentCommand.Variable("planHash", result.Plan?.Hash);
        yield return AgentCommand.Variable("head", result.Head);
        yield return AgentCommand.Variable("deploymentId", result.Deployment?.Id);
        yield return Summary(result, version, now);
    }

    /// <summary>Of gates that ran alone.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<GateResult> gates, string version, DateTimeOffset now)
    {
        foreach (string issue in Issues(gates))
            yield return issue;
        yield return AgentCommand.Variable("gatesPassed", gates.Any(gate => gate.Blocks) ? "false" : "true");
        yield return Summary(gates, version, now);
    }

    private static IEnumerable<string> Issues(IEnumerable<GateResult> gates) =>
        gates.Where(gate => gate.Outcome != GateOutcome.Passed).Select(gate => AgentCommand.Issue(gate.Blocks, "Gate", $"Gate '{gate.Name}': {gate.Evidence}"));

    /// <summary>The agent takes a file and reads it later: it lies where the agent cleans up.</summary>
    private static string Summary(object content, string version, DateTimeOffset now)
    {
        var report = new ReportContent();
        report.Add(content);
        string folder = Environment.GetEnvironmentVariable("AGENT_TEMPDIRECTORY") is { Length: > 0 } temporary && Directory.Exists(temporary) ? temporary : Path.GetTempPath();
        string path = Path.Combine(folder, $"mlops-summary-{Guid.NewGuid():N}.md");
        File.WriteAllText(path, MarkdownReport.Write(report, new ReportFrame(ReportTitle.Of(report), now, version)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return AgentCommand.Summary(path);
    }
}
