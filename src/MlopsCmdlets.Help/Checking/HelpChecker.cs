using MlopsCmdlets.Help.Model;

namespace MlopsCmdlets.Help.Checking;

/// <summary>
/// What help must have. HELP001: a synopsis. HELP002: a description of every parameter. HELP003: two examples. HELP004: examples that use only
/// parameters which the cmdlet has. HELP005: examples that parse. HELP006: examples that call the cmdlet they are for.
/// </summary>
internal static class HelpChecker
{
    private const int RequiredExamples = 2;

    private static readonly IReadOnlySet<string> CommonParameters = new HashSet<string>(
        [
            "Verbose", "vb", "Debug", "db", "ErrorAction", "ea", "WarningAction", "wa", "InformationAction", "infa", "ProgressAction", "proga",
            "ErrorVariable", "ev", "WarningVariable", "wv", "InformationVariable", "iv", "OutVariable", "ov", "OutBuffer", "ob", "PipelineVariable", "pv",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<HelpProblem> Check(IReadOnlyList<CmdletHelp> cmdlets)
    {
        var parameters = cmdlets.ToDictionary(
            c => c.Name,
            c => (IReadOnlySet<string>)c.Parameters.SelectMany(p => p.Aliases.Prepend(p.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
        return cmdlets.SelectMany(c => Check(c, parameters));
    }

    private static IEnumerable<HelpProblem> Check(CmdletHelp cmdlet, Dictionary<string, IReadOnlySet<string>> parameters)
    {
        if (cmdlet.Synopsis.Length == 0)
            yield return new("HELP001", $"{cmdlet.Name} has no synopsis: write a <summary> for class {cmdlet.ClassName}.");
        foreach (var parameter in cmdlet.Parameters.Where(p => !p.IsAutomatic && p.Description.Count == 0))
            yield return new("HELP002", $"{cmdlet.Name} -{parameter.Name} has no description: write a <summary> for the property in {cmdlet.ClassName} or its base class.");
        if (cmdlet.Examples.Count < RequiredExamples)
        {
            yield return new("HELP003", $"{cmdlet.Name} has {cmdlet.Examples.Count} of {RequiredExamples} examples: write <example><summary>title</summary>"
                + $"<code>PS> {cmdlet.Name} …</code><para>what it does</para></example> for class {cmdlet.ClassName}.");
        }

        foreach (var problem in cmdlet.Examples.SelectMany(e => CheckExample(cmdlet, e, parameters))) yield return problem;
    }

    private static IEnumerable<HelpProblem> CheckExample(CmdletHelp cmdlet, ExampleHelp example, Dictionary<string, IReadOnlySet<string>> parameters)
    {
        var (commands, errors) = ExampleCode.Parse(example.Code);
        if (errors.Count > 0) yield return new("HELP005", $"Example \"{example.Title}\" of {cmdlet.Name} is not valid PowerShell: {errors[0]}");
        foreach (var (command, used) in commands)
        {
            if (!parameters.TryGetValue(command, out var known)) continue;
            foreach (var name in used.Where(n => !known.Contains(n) && !CommonParameters.Contains(n)))
                yield return new("HELP004", $"Example \"{example.Title}\" of {cmdlet.Name} uses -{name}, which {command} does not have.");
        }

        if (errors.Count == 0 && !commands.Any(c => string.Equals(c.Command, cmdlet.Name, StringComparison.OrdinalIgnoreCase)))
            yield return new("HELP006", $"Example \"{example.Title}\" of {cmdlet.Name} does not call {cmdlet.Name}.");
    }
}
