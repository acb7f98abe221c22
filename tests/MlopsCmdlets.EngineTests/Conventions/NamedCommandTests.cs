using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Conventions;

/// <summary>What messages, help and documents tell people to run.</summary>
public sealed class NamedCommandTests
{
    [Fact]
    public void Every_command_that_a_text_names_is_one()
    {
        using var engine = new Engine();
        HashSet<string> commands = engine.Run("Get-Command -Module MlopsCmdlets | ForEach-Object Name").ThrowIfFailed().Select(name => name.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string root = Built.RepositoryRoot;
        IEnumerable<string> files = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "module"), "*.*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root, "*.md"))
            .Where(file => file[root.Length..].Split(Path.DirectorySeparatorChar) is var parts && !parts.Contains("obj") && !parts.Contains("bin") && !parts.Contains("MlopsCmdlets.Host"));

        var strangers = new SortedSet<string>(
            from file in files
            from Match match in Regex.Matches(File.ReadAllText(file), @"\b[A-Z][a-z]+-(Cpd|Mlops)[A-Za-z]+\b")
            where !commands.Contains(match.Value)
            select $"{match.Value} in {Path.GetFileName(file)}");

        Assert.Empty(strangers);
        Assert.True(commands.Count > 80, "the module is not there");
    }
}
