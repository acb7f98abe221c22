using System.Globalization;
using System.Text;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Reporting;

/// <summary>Words and figures that both forms of a report share.</summary>
internal static class ReportText
{
    /// <summary>Text of a server or file without control characters, terminal escapes, agent commands, and what is no character in XML; one line.</summary>
    public static string Of(string? text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(SafeText.OneLine(text))).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');

    /// <summary>To the second, UTC: readers sit in several time zones.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Seconds, or minutes from two minutes on.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalMinutes >= 2
        ? duration.TotalMinutes.ToString("0.0\u00a0'min'", CultureInfo.InvariantCulture)
        : duration.TotalSeconds.ToString("0.00\u00a0's'", CultureInfo.InvariantCulture);

    /// <summary>Four digits after the point; a dash for none.</summary>
    public static string Number(double? value) => value is { } number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "–";

    /// <summary>The sign that stands for an action, the same as in the plan's own view.</summary>
    public static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Add => "+",
        ChangeAction.Update => "~",
        ChangeAction.Unchanged => "=",
        ChangeAction.Map => "»",
        _ => "!",
    };

    /// <summary>What is done with the deployment, one sentence.</summary>
    public static string Sentence(PlannedDeployment deployment)
    {
        string name = $"Deployment '{Of(deployment.Name)}'{(deployment.ServingName is { Length: > 0 } serving ? $" (serving name {Of(serving)})" : "")}";
        return deployment.Action switch
        {
            DeploymentAction.Create => $"{name} is created.",
            DeploymentAction.Switch => $"{name} is switched from model {Of(deployment.CurrentAssetId)}; its id and serving name stay.",
            _ => $"{name} serves an equal model already.",
        };
    }

    /// <summary>One word for how good that is: <c>good</c>, <c>bad</c>, <c>warn</c>.</summary>
    public static string Tone(GateResult gate) => gate.Outcome == GateOutcome.Passed ? "good" : gate.Severity == GateSeverity.Required ? "bad" : "warn";

    /// <summary>The same for a promotion.</summary>
    public static string Tone(PromotionOutcome outcome) => outcome switch
    {
        PromotionOutcome.Succeeded or PromotionOutcome.AlreadyApplied => "good",
        PromotionOutcome.Stopped => "warn",
        _ => "bad",
    };

    /// <summary>The same for a planned change.</summary>
    public static string Tone(ChangeAction action) => action switch
    {
        ChangeAction.Add => "good",
        ChangeAction.Update => "warn",
        ChangeAction.Unchanged or ChangeAction.Map => "quiet",
        _ => "bad",
    };
}
