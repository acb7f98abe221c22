using LibGit2Sharp;

namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>
/// Which files go through a filter program on their way into a commit (https://git-scm.com/docs/gitattributes). LibGit2Sharp has no way to ask, and libgit2
/// skips such filters in silence.
/// </summary>
/// <param name="root">Top folder of the work tree.</param>
/// <param name="own">The file of this repository alone, which wins; null for none.</param>
/// <param name="shared">The user's file for all repositories, which all others win over; null for none.</param>
/// <param name="ignoresCase">Whether names that differ in case are one file, as <c>core.ignoreCase</c> says.</param>
internal sealed class GitAttributes(string root, string? own = null, string? shared = null, bool ignoresCase = false)
{
    private const string FileName = ".gitattributes", Filter = "filter", Encoding = "working-tree-encoding";
    private readonly Dictionary<string, AttributeFile> _files = new(StringComparer.Ordinal);
    private Dictionary<string, IReadOnlyList<AttributeState>>? _macros;

    /// <summary>Those of a repository.</summary>
    public static GitAttributes Of(Repository repository) => new(
        LocalRepository.RootOf(repository),
        Path.Combine(RepositoryConfiguration.CommonFolder(repository), "info", "attributes"),
        RepositoryConfiguration.Get<string>(repository, "core.attributesFile") is { Length: > 0 } configured
            ? RepositoryConfiguration.ExpandHome(configured)
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder ? folder : RepositoryConfiguration.ExpandHome("~/.config"), "git", "attributes"),
        RepositoryConfiguration.IgnoresCase(repository));

    private string Top => Path.Combine(root, FileName);

    /// <summary>Attributes that stand for others, by name. They count from files for a whole repository only.</summary>
    private Dictionary<string, IReadOnlyList<AttributeState>> Macros => _macros ??= ReadMacros();

    /// <summary>The filter of a file, a change of its encoding included; null for none.</summary>
    /// <param name="path">The file in the repository, with slashes.</param>
    public string? FilterOf(string path)
    {
        Dictionary<string, AttributeState> states = StatesOf(path);
        if (ValueIn(states, Filter) is { } filter)
            return filter;
        return ValueIn(states, Encoding) is { } encoding && !encoding.Replace("-", "").Equals("UTF8", StringComparison.OrdinalIgnoreCase) ? $"{Encoding}={encoding}" : null;
    }

    /// <summary>Whether a filter is a program, which somebody has to name in the configuration; git itself changes encodings.</summary>
    public static bool IsProgram(string filter) => !filter.StartsWith(Encoding + "=", StringComparison.Ordinal);

    /// <summary>The filters that the files for the whole repository name.</summary>
    public IEnumerable<string> Filters() => FileAt(own).Rules.Concat(FileAt(Top).Rules)
        .Select(rule =>
        {
            var states = new Dictionary<string, AttributeState>(StringComparer.Ordinal);
            Take(rule.States, states);
            return ValueIn(states, Filter);
        })
        .OfType<string>().Distinct(StringComparer.Ordinal);

    private static string? ValueIn(Dictionary<string, AttributeState> states, string name) =>
        states.TryGetValue(name, out AttributeState? state) && state.Value is { Length: > 0 } value ? value : null;

    /// <summary>As git does it: from what wins to what loses, and an attribute that has a state keeps it.</summary>
    private Dictionary<string, AttributeState> StatesOf(string path)
    {
        var states = new Dictionary<string, AttributeState>(StringComparer.Ordinal);
        TakeMatching(FileAt(own), path, states);
        // The nearest file wins, and in a file the last line.
        for (int slash = path.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
            TakeMatching(FileAt(Path.Combine(root, path.Substring(0, slash), FileName)), path.Substring(slash + 1), states);
        TakeMatching(FileAt(Top), path, states);
        TakeMatching(FileAt(shared), path, states);
        return states;
    }

    private void TakeMatching(AttributeFile file, string path, Dictionary<string, AttributeState> states)
    {
        foreach (AttributeRule rule in file.Rules.Reverse())
        {
            if (rule.States.Any(s => s.Name is Filter or Encoding || Macros.ContainsKey(s.Name)) && rule.Pattern.IsMatch(path))
                Take(rule.States, states);
        }
    }

    private void Take(IReadOnlyList<AttributeState> given, Dictionary<string, AttributeState> states)
    {
        foreach (AttributeState state in given.Reverse())
        {
            if (states.ContainsKey(state.Name))
                continue;
            states.Add(state.Name, state);
            if (state.IsSet && Macros.TryGetValue(state.Name, out IReadOnlyList<AttributeState>? meant))
                Take(meant, states);
        }
    }

    private Dictionary<string, IReadOnlyList<AttributeState>> ReadMacros()
    {
        var macros = new Dictionary<string, IReadOnlyList<AttributeState>>(StringComparer.Ordinal);
        foreach (AttributeMacro macro in FileAt(shared).Macros.Concat(FileAt(Top).Macros).Concat(FileAt(own).Macros))
            macros[macro.Name] = macro.States;
        return macros;
    }

    private AttributeFile FileAt(string? file)
    {
        if (file is null)
            return AttributeFile.Empty;
        if (!_files.TryGetValue(file, out AttributeFile? known))
            _files.Add(file, known = File.Exists(file) ? AttributeFile.Parse(File.ReadAllLines(file), ignoresCase) : AttributeFile.Empty);
        return known;
    }
}
