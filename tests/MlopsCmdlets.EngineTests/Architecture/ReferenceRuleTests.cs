using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Architecture;

/// <summary>The rules of the design, read from project files, sources and the published assemblies.</summary>
public sealed class ReferenceRuleTests
{
    private static string Source => Path.Combine(Built.RepositoryRoot, "src");

    [Theory]
    [InlineData("MlopsCmdlets", "Cpd Git Metrics Promotion")]
    [InlineData("MlopsCmdlets.Cpd", "Http")]
    [InlineData("MlopsCmdlets.Git", "Http")]
    [InlineData("MlopsCmdlets.Http", "")]
    [InlineData("MlopsCmdlets.Metrics", "")]
    [InlineData("MlopsCmdlets.Promotion", "")]
    [InlineData("MlopsCmdlets.Loader", "")]
    [InlineData("MlopsCmdlets.Sandbox", "")]
    public void A_project_references_only_what_the_design_allows(string project, string allowed)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, project + ".csproj"));
        string[] references = [.. file.Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!).Replace("MlopsCmdlets.", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Fact]
    public void The_root_assembly_references_no_third_party()
    {
        string[] foreign = [.. ReferencesOf(Path.Combine(Built.ModuleFolder, "Core", "MlopsCmdlets.dll"))
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && !n.StartsWith("MlopsCmdlets.", StringComparison.Ordinal) && !n.StartsWith("Microsoft.Win32", StringComparison.Ordinal) && n is not "netstandard" and not "mscorlib")];

        Assert.Empty(foreign);
        Assert.DoesNotContain("MlopsCmdlets.Http", ReferencesOf(Path.Combine(Built.ModuleFolder, "Core", "MlopsCmdlets.dll")));
    }

    [Fact]
    public void The_modern_folder_ships_nothing_that_PowerShell_ships()
    {
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(Built.ModuleFolder, "Core", "deps"), "*.dll").Select(f => Path.GetFileName(f)!)];

        // This process runs on the same framework and engine as PowerShell does.
        string[] shipped = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(f => Path.GetFileName(f)!)];
        Assert.Contains("System.Text.Json.dll", shipped);
        Assert.Contains("System.Management.Automation.dll", shipped);
        Assert.Empty(names.Intersect(shipped, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Windows_PowerShell_finds_every_library_and_the_resolver_names_it()
    {
        string deps = Path.Combine(Built.ModuleFolder, "Desktop", "deps");
        var shipped = Directory.EnumerateFiles(deps, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string resolver = File.ReadAllText(Path.Combine(Source, "MlopsCmdlets.Loader", "DependencyResolver.Desktop.cs"));

        Assert.All(shipped, name => Assert.Contains($"\"{name}\"", resolver, StringComparison.Ordinal));
        string[] framework = ["mscorlib", "System", "System.Core", "System.Xml", "System.Xml.Linq", "System.Net.Http", "System.IO.Compression", "System.Management.Automation", "System.Numerics", "System.Runtime.Serialization", "System.Data", "System.Configuration", "System.Web", "System.Security", "System.ComponentModel.DataAnnotations", "Microsoft.CSharp", "netstandard", "System.IO.Compression.FileSystem", "System.Runtime", "System.Drawing", "System.Transactions", "System.ValueTuple", "System.Runtime.InteropServices.RuntimeInformation"];
        foreach (string file in Directory.EnumerateFiles(deps, "*.dll").Append(Path.Combine(Built.ModuleFolder, "Desktop", "MlopsCmdlets.dll")))
        {
            string[] missing = [.. ReferencesOf(file).Where(n => !shipped.Contains(n) && !framework.Contains(n))];
            Assert.True(missing.Length == 0, $"{Path.GetFileName(file)} needs {string.Join(", ", missing)}");
        }
    }

    [Fact]
    public void A_source_file_holds_one_public_type_named_like_it_and_does_one_job()
    {
        var declaration = new Regex(@"^(?:public|internal) (?:sealed |static |abstract |readonly |partial )*(?:record struct|record|class|struct|enum|interface|delegate \S+) (?<name>\w+)", RegexOptions.Multiline);
        var complaints = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")))
        {
            string text = File.ReadAllText(file);
            string[] types = [.. declaration.Matches(text).Select(m => m.Groups["name"].Value)];
            if (types.Length > 1)
                complaints.Add($"{Path.GetFileName(file)} declares {string.Join(", ", types)}");
            if (types.Length == 1 && Path.GetFileName(file).Split('.')[0] != types[0])
                complaints.Add($"{Path.GetFileName(file)} declares {types[0]}");
            int lines = text.Split('\n').Length;
            if (lines > 330)
                complaints.Add($"{Path.GetFileName(file)} has {lines} lines");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    private static string[] ReferencesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }
}
