using System.Globalization;
using System.Text;
using MlopsCmdlets.Help.Model;
using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Writing;

/// <summary>Writes the Markdown reference: one page per cmdlet and an index by family.</summary>
/// <param name="cmdlets">All cmdlets: links between pages are made only to these.</param>
internal sealed class MarkdownWriter(IReadOnlyList<CmdletHelp> cmdlets)
{
    /// <summary>First line of every page: a page with it may be replaced or removed by the next run.</summary>
    public const string Mark = "<!-- Written by MlopsCmdlets.Help from the documentation comments. Do not edit. -->";

    public const string IndexFile = "README.md";

    public IEnumerable<(string File, string Text)> Write() => cmdlets.Select(c => (c.Name + ".md", WritePage(c))).Prepend((IndexFile, WriteIndex()));

    private string WriteIndex()
    {
        var text = Start("Cmdlets");
        foreach (var family in cmdlets.GroupBy(c => c.Family, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {family.Key.Replace(".", " / ", StringComparison.Ordinal)}\n\n| Cmdlet | What it does |\n|---|---|\n");
            foreach (var cmdlet in family) text.Append($"| [{cmdlet.Name}]({cmdlet.Name}.md) | {Cell(cmdlet.Synopsis)} |\n");
        }

        return text.ToString();
    }

    private static string WritePage(CmdletHelp cmdlet)
    {
        var text = Start(cmdlet.Name);
        text.Append($"\n{Escape(cmdlet.Synopsis)}\n\n## Syntax\n");
        foreach (var set in cmdlet.ParameterSets)
        {
            if (cmdlet.ParameterSets.Count > 1) text.Append($"\n### {set.Name}{(set.IsDefault ? " (default)" : "")}\n");
            text.Append($"\n```powershell\n{Syntax(cmdlet, set)}\n```\n");
        }

        if (cmdlet.Aliases.Count > 0) text.Append($"\nAliases: {string.Join(", ", cmdlet.Aliases.Select(a => $"`{a}`"))}\n");
        if (cmdlet.Description.Count > 0) text.Append("\n## Description\n").Append(Blocks(cmdlet.Description));
        text.Append("\n## Examples\n");
        foreach (var (example, index) in cmdlet.Examples.Select((e, i) => (e, i)))
            text.Append(CultureInfo.InvariantCulture, $"\n### Example {index + 1}: {Escape(example.Title)}\n\n```powershell\n{example.Code}\n```\n").Append(Blocks(example.Explanation));
        text.Append("\n## Parameters\n");
        foreach (var parameter in cmdlet.Parameters) WriteParameter(text, cmdlet, parameter);
        text.Append("\nThe common parameters (`-Verbose`, `-ErrorAction` and so on) work too.\n");
        WriteTypes(text, "Inputs", cmdlet.Inputs);
        WriteTypes(text, "Outputs", cmdlet.Outputs);
        if (cmdlet.Links.Count > 0) text.Append("\n## Related links\n\n");
        foreach (var link in cmdlet.Links) text.Append($"- {Run(link)}\n");
        return text.ToString();
    }

    private static void WriteParameter(StringBuilder text, CmdletHelp cmdlet, ParameterHelp parameter)
    {
        var uses = cmdlet.ParameterSets.Select(s => (Set: s, Use: s.Parameters.FirstOrDefault(u => u.Parameter.Name == parameter.Name))).Where(u => u.Use is not null).ToList();
        text.Append($"\n### -{parameter.Name}\n").Append(Blocks(parameter.FullDescription));
        text.Append($"\n```yaml\nType: {parameter.TypeName}\n");
        text.Append($"Parameter sets: {(uses.Count == cmdlet.ParameterSets.Count ? "(All)" : string.Join(", ", uses.Select(u => u.Set.Name)))}\n");
        text.Append($"Aliases: {(parameter.Aliases.Count == 0 ? "None" : string.Join(", ", parameter.Aliases))}\n");
        text.Append($"Required: {PerSet(uses, u => u.Mandatory ? "True" : "False")}\n");
        text.Append($"Position: {PerSet(uses, u => u.PositionText)}\n");
        text.Append($"Default value: {parameter.DefaultValue ?? "None"}\n");
        text.Append($"Accept pipeline input: {PerSet(uses, u => u.PipelineText)}\n");
        text.Append($"Accept wildcard characters: {parameter.SupportsWildcards}\n```\n");
    }

    /// <summary>One value if all sets agree, otherwise each with its sets.</summary>
    private static string PerSet(List<(ParameterSetHelp Set, ParameterUse? Use)> uses, Func<ParameterUse, string> value)
    {
        var groups = uses.GroupBy(u => value(u.Use!), StringComparer.Ordinal).ToList();
        return groups.Count == 1 ? groups[0].Key : string.Join("; ", groups.Select(g => $"{g.Key} ({string.Join(", ", g.Select(u => u.Set.Name))})"));
    }

    private static string Syntax(CmdletHelp cmdlet, ParameterSetHelp set) =>
        string.Join(' ', set.Parameters.Select(Syntax).Prepend(cmdlet.Name).Append("[<CommonParameters>]"));

    private static string Syntax(ParameterUse use)
    {
        var parameter = use.Parameter;
        var name = use.Position is null ? "-" + parameter.Name : $"[-{parameter.Name}]";
        var whole = parameter.IsSwitch ? "-" + parameter.Name : $"{name} <{parameter.TypeName}>";
        return use.Mandatory ? whole : $"[{whole}]";
    }

    private static void WriteTypes(StringBuilder text, string title, IReadOnlyList<TypeHelp> types)
    {
        text.Append($"\n## {title}\n");
        if (types.Count == 0) text.Append("\nNone\n");
        foreach (var type in types) text.Append($"\n### {Escape(type.FullName)}\n").Append(Blocks(type.Description));
    }

    /// <summary>The blocks, each with an empty line before it; items of one list stay together.</summary>
    private static string Blocks(IReadOnlyList<Block> blocks)
    {
        var text = new StringBuilder();
        BlockKind? previous = null;
        foreach (var block in blocks)
        {
            if (block.Kind != previous || block.Kind is not (BlockKind.Bullet or BlockKind.Numbered)) text.Append('\n');
            text.Append(block.Kind switch
            {
                BlockKind.Bullet => $"- {Runs(block)}",
                BlockKind.Numbered => $"1. {Runs(block)}",
                BlockKind.Code => $"```powershell\n{block.PlainText}\n```",
                _ => Runs(block),
            }).Append('\n');
            previous = block.Kind;
        }

        return text.ToString();
    }

    private static string Runs(Block block) => string.Concat(block.Runs.Select(Run));

    private static string Run(Inline run) => run.Kind switch
    {
        InlineKind.Code => $"`{run.Text}`",
        InlineKind.Emphasis => $"*{Escape(run.Text)}*",
        InlineKind.Cmdlet => $"[{run.Text}]({run.Text}.md)",
        InlineKind.Link => $"[{Escape(run.Text)}]({run.Target})",
        _ => Escape(run.Text),
    };

    private static StringBuilder Start(string title) => new($"{Mark}\n\n# {title}\n");

    private static string Cell(string text) => Escape(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Escape(string text)
    {
        foreach (var special in (string[])["\\", "*", "_", "`", "[", "]", "<", ">"]) text = text.Replace(special, "\\" + special, StringComparison.Ordinal);
        return text;
    }
}
