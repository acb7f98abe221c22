using System.Globalization;
using System.Text;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.PipelineOutput;

/// <summary>
/// The one writer of commands to a pipeline agent. Everything that goes into one is escaped here, so that a name or message of a server can
/// neither end it nor begin another. Escapes: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands.
/// </summary>
internal static class AgentCommand
{
    /// <summary>An error or a warning of the run.</summary>
    public static string Issue(bool isError, string code, string message) =>
        Command("task.logissue", [("type", isError ? "error" : "warning"), ("code", code)], message);

    /// <summary>How far the step is, 0 to 100.</summary>
    public static string Progress(int percent, string what) =>
        Command("task.setprogress", [("value", percent.ToString(CultureInfo.InvariantCulture))], what);

    /// <summary>A variable for later steps, jobs and stages.</summary>
    public static string Variable(string name, string? value) =>
        Command("task.setvariable", [("variable", name), ("isOutput", "true")], value);

    /// <summary>A Markdown file for the summary page of the run.</summary>
    public static string Summary(string path) => Command("task.uploadsummary", [], path);

    private static string Command(string name, IReadOnlyList<(string Name, string Value)> properties, string? data)
    {
        var text = new StringBuilder("##vso[").Append(name);
        for (int i = 0; i < properties.Count; i++)
            text.Append(i == 0 ? ' ' : ';').Append(properties[i].Name).Append('=').Append(Escape(properties[i].Value, isProperty: true));
        return text.Append(']').Append(Escape(SafeText.Of(data), isProperty: false)).ToString();
    }

    private static string Escape(string text, bool isProperty)
    {
        // The percent sign first: it begins all other escapes.
        string escaped = text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
        return isProperty ? escaped.Replace("]", "%5D").Replace(";", "%3B") : escaped;
    }
}
