using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCmdlets.Benchmarks.Support;

/// <summary>Figures as Markdown, with what they were measured on.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether every bar so far was met.</summary>
    public bool AllMet { get; private set; } = true;

    public void Title(string title)
    {
        _text.Append("# ").Append(title).Append("\n\n");
        Line(string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores{Load()}. Take ratios, not absolutes."));
        Line("");
    }

    public void Line(string text) => _text.Append(text).Append('\n');

    public void Header(params string[] names)
    {
        Row([.. names]);
        Row([.. names.Select(_ => "---")]);
    }

    public void Row(params object[] cells) =>
        Line("| " + string.Join(" | ", cells.Select(c => c is double d ? Number(d) : Convert.ToString(c, CultureInfo.InvariantCulture))) + " |");

    /// <summary>One bar: what was measured, and whether it is within the limit.</summary>
    public void Bar(string what, double value, double limit, string unit = "", bool atLeast = false)
    {
        bool met = atLeast ? value >= limit : value <= limit;
        AllMet &= met;
        Line($"- {what}: **{Number(value)}{unit}** (bar: {(atLeast ? "at least" : "at most")} {Number(limit)}{unit}): {(met ? "met" : "NOT met")}");
    }

    /// <summary>One bar that holds or not.</summary>
    public void Bar(string what, bool met)
    {
        AllMet &= met;
        Line($"- {what}: {(met ? "met" : "NOT met")}");
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : Math.Abs(value) >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static string Load() =>
        OperatingSystem.IsLinux() ? $", load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";
}
