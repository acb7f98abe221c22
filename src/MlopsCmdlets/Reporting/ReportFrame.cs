namespace MlopsCmdlets.Reporting;

/// <summary>What a report says about itself.</summary>
/// <param name="Title">The heading, safe to show.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ToolVersion">Version of the module.</param>
internal sealed record ReportFrame(string Title, DateTimeOffset MadeAt, string ToolVersion)
{
    /// <summary>The line at its end.</summary>
    public string Footer => $"Made by MlopsCmdlets {ToolVersion}, {ReportText.Time(MadeAt)}.";
}
