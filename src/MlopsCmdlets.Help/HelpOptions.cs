namespace MlopsCmdlets.Help;

/// <summary>The command line.</summary>
internal sealed record HelpOptions
{
    public const string Usage = """
        Writes PowerShell help for a compiled module from its XML documentation comments.

        MlopsCmdlets.Help --assembly <module.dll> --xml <module.xml> [--xml <other.xml>…] [--reference <folder>…]
                          [--maml <file>] [--markdown <folder>] [--lenient]

          --assembly   the module's assembly; its code is not run
          --xml        its documentation file; further ones describe output types of its libraries
          --reference  a folder with assemblies that the module refers to (its own folder is always searched)
          --maml       the help file for Get-Help, for example en-US/MlopsCmdlets.dll-Help.xml
          --markdown   a folder for one page per cmdlet and an index
          --lenient    report problems as warnings and write the help all the same
        """;

    public required string Assembly { get; init; }

    public required IReadOnlyList<string> Xml { get; init; }

    public required IReadOnlyList<string> References { get; init; }

    public string? Maml { get; init; }

    public string? Markdown { get; init; }

    public bool Lenient { get; init; }

    /// <exception cref="ArgumentException">An option is unknown, lacks its value, or is missing.</exception>
    public static HelpOptions Parse(IReadOnlyList<string> arguments)
    {
        string? assembly = null, maml = null, markdown = null;
        List<string> xml = [], references = [];
        var lenient = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var option = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"{option} needs a value.");
            switch (option)
            {
                case "--assembly": assembly = Value(); break;
                case "--xml": xml.Add(Value()); break;
                case "--reference": references.Add(Value()); break;
                case "--maml": maml = Value(); break;
                case "--markdown": markdown = Value(); break;
                case "--lenient": lenient = true; break;
                default: throw new ArgumentException($"Unknown option {option}.");
            }
        }

        if (assembly is null || xml.Count == 0) throw new ArgumentException("--assembly and --xml are required.");
        var missing = xml.Prepend(assembly).FirstOrDefault(f => !File.Exists(f)) ?? references.FirstOrDefault(f => !Directory.Exists(f));
        if (missing is not null) throw new ArgumentException($"{missing} does not exist.");
        return new HelpOptions { Assembly = assembly, Xml = xml, References = references, Maml = maml, Markdown = markdown, Lenient = lenient };
    }
}
