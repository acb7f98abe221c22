using System.Xml;
using MlopsCmdlets.Help.Checking;
using MlopsCmdlets.Help.Reading;
using MlopsCmdlets.Help.Writing;

namespace MlopsCmdlets.Help;

/// <summary>
/// Reads a module's cmdlets and their documentation comments, checks them, and writes MAML and Markdown.
/// </summary>
/// <remarks>
/// <para>How comments become help:</para>
/// <list type="bullet">
/// <item>A cmdlet class: <c>&lt;summary&gt;</c> is the synopsis (one sentence), <c>&lt;remarks&gt;</c> the description, with <c>&lt;para&gt;</c>,
/// <c>&lt;list&gt;</c> and <c>&lt;code&gt;</c>; <c>&lt;returns&gt;</c> describes the output (else the output type's own summary does);
/// <c>&lt;seealso cref&gt;</c> and <c>&lt;seealso href&gt;</c> are the related links.</item>
/// <item>A parameter: <c>&lt;summary&gt;</c> is its description, <c>&lt;value&gt;</c> its default if the code computes one. Parameters of abstract base
/// cmdlets are described there, once; <c>&lt;inheritdoc/&gt;</c> and <c>&lt;inheritdoc cref&gt;</c> work.</item>
/// <item>An example: <c>&lt;example&gt;&lt;summary&gt;Copy one model&lt;/summary&gt;&lt;code&gt;PS&gt; Copy-CpdAsset …&lt;/code&gt;&lt;para&gt;What it
/// does.&lt;/para&gt;&lt;/example&gt;</c>. In the code, lines that begin with "PS&gt; " or "&gt;&gt; " are typed, others are output.</item>
/// <item><c>&lt;see cref&gt;</c> to a cmdlet class shows the cmdlet's name, to its property "-Name".</item>
/// </list>
/// <para>Everything else (parameter sets, positions, pipeline input, aliases, accepted values, WhatIf) is read from the attributes.</para>
/// </remarks>
internal static class HelpTool
{
    /// <summary>Exit code: 0 written; 1 problems found and nothing written (unless lenient); 2 wrong use.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        if (arguments is ["--help"] or ["-h"])
        {
            output.WriteLine(HelpOptions.Usage);
            return 0;
        }

        try
        {
            return Run(HelpOptions.Parse(arguments), output);
        }
        catch (ArgumentException exception)
        {
            error.WriteLine($"MlopsCmdlets.Help : error HELP000: {exception.Message}");
            return 2;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException or BadImageFormatException)
        {
            error.WriteLine($"MlopsCmdlets.Help : error HELP000: {exception.Message}");
            return 1;
        }
    }

    private static int Run(HelpOptions options, TextWriter output)
    {
        var cmdlets = CmdletReader.Read(options.Assembly, options.Xml, options.References);
        var problems = HelpChecker.Check(cmdlets).ToList();
        var severity = options.Lenient ? "warning" : "error";
        foreach (var problem in problems) output.WriteLine($"{options.Xml[0]}: {severity} {problem.Code}: {problem.Message}");
        if (problems.Count > 0 && !options.Lenient) return 1;

        if (options.Maml is not null) FileWriter.WriteIfChanged(options.Maml, MamlWriter.Write(cmdlets));
        if (options.Markdown is not null) WriteMarkdown(options.Markdown, new MarkdownWriter(cmdlets));
        return 0;
    }

    private static void WriteMarkdown(string folder, MarkdownWriter writer)
    {
        var files = writer.Write().ToList();
        foreach (var (file, text) in files) FileWriter.WriteIfChanged(Path.Combine(folder, file), text);
        FileWriter.RemoveOldPages(folder, files.Select(f => f.File).ToHashSet(StringComparer.Ordinal));
    }
}
