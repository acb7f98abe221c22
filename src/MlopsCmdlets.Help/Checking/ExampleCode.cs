using System.Management.Automation.Language;

namespace MlopsCmdlets.Help.Checking;

/// <summary>What an example types, as PowerShell itself parses it.</summary>
internal static class ExampleCode
{
    private const string Prompt = "PS>";
    private const string Continuation = ">>";

    /// <summary>
    /// The typed lines of an example. Once a line has the prompt "PS&gt;", lines without it (and without "&gt;&gt;") are output.
    /// Without any prompt, all lines are typed.
    /// </summary>
    public static string Typed(string code)
    {
        var lines = code.Split('\n');
        if (!lines.Any(l => l.StartsWith(Prompt, StringComparison.Ordinal))) return code;
        return string.Join('\n', lines
            .Where(l => l.StartsWith(Prompt, StringComparison.Ordinal) || l.StartsWith(Continuation, StringComparison.Ordinal))
            .Select(l => l[(l.StartsWith(Prompt, StringComparison.Ordinal) ? Prompt : Continuation).Length..]));
    }

    /// <summary>The commands with the names of the parameters they are given, and the syntax errors.</summary>
    public static (IReadOnlyList<(string Command, IReadOnlyList<string> Parameters)> Commands, IReadOnlyList<string> Errors) Parse(string code)
    {
        var script = Parser.ParseInput(Typed(code), out _, out var errors);
        var commands = script.FindAll(a => a is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>()
            .Where(c => c.GetCommandName() is not null)
            .Select(c => (c.GetCommandName(), (IReadOnlyList<string>)[.. c.CommandElements.OfType<CommandParameterAst>().Select(p => p.ParameterName)]))
            .ToList();
        return (commands, [.. errors.Select(e => e.Message)]);
    }
}
