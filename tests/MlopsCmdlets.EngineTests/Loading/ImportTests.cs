using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.Loader;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Loading;

public sealed class ImportTests
{
    [Fact]
    public void Import_twice_with_Force_keeps_the_commands_working()
    {
        using var engine = new Engine();

        engine.Run("Import-Module -Name $args[0] -Force; Import-Module -Name $args[0] -Force; Get-MlopsSandbox", Built.Manifest).ThrowIfFailed();
    }

    [Fact]
    public async Task Many_runspaces_import_at_once()
    {
        Task<int>[] imports = [.. Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using var engine = new Engine();
            return engine.Run("(Get-Command -Module MlopsCmdlets).Length").ThrowIfFailed().Select(o => (int)o.BaseObject).Single();
        }))];

        int[] counts = await Task.WhenAll(imports);

        Assert.All(counts, count => Assert.Equal(counts[0], count));
        Assert.True(counts[0] > 0);
    }

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_of_the_assembly()
    {
        using var engine = new Engine();

        IReadOnlyList<PSObject> exported = engine.Run("(Get-Module MlopsCmdlets).ExportedCommands.Keys").ThrowIfFailed();
        IReadOnlyList<PSObject> implemented = engine.Run(
            "(Get-Module MlopsCmdlets).ImplementingAssembly.GetTypes() | ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) } | ForEach-Object { $_.VerbName + '-' + $_.NounName }").ThrowIfFailed();

        Assert.Equal(implemented.Select(o => o.ToString()).Order(StringComparer.Ordinal), exported.Select(o => o.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_editions_have_their_build()
    {
        using var engine = new Engine();

        Assert.Equal(["Core", "Desktop"], engine.Run("(Get-Module MlopsCmdlets).CompatiblePSEditions").ThrowIfFailed().Select(edition => edition.ToString()!).Order(StringComparer.Ordinal));
        foreach (string edition in new[] { "Core", "Desktop" })
            Assert.All(["MlopsCmdlets.dll", "MlopsCmdlets.Loader.dll"], name => Assert.True(File.Exists(Path.Combine(Built.ModuleFolder, edition, name)), $"{edition}/{name}"));
    }

    /// <summary>The engine reads a file of plain values as it stands; one with a statement in it is compiled first, in each process that imports.</summary>
    [Fact]
    public void The_manifest_holds_values_only()
    {
        ScriptBlockAst manifest = Parser.ParseFile(Built.Manifest, out _, out ParseError[] errors);

        Assert.Empty(errors);
        Assert.Empty(manifest.FindAll(a => a is IfStatementAst or BinaryExpressionAst or ArrayExpressionAst { SubExpression.Statements.Count: > 1 }, searchNestedScriptBlocks: true));
    }

    [Fact]
    public void Dependencies_live_in_a_context_of_their_own()
    {
        using var engine = new Engine();
        engine.Run("Get-MlopsSandbox").ThrowIfFailed();

        string[] shared = [.. AssemblyLoadContext.Default.Assemblies.Select(a => a.GetName().Name!)];

        Assert.Contains("MlopsCmdlets", shared);
        Assert.DoesNotContain(shared, name => name is "RestSharp" or "Polly.Core" or "LibGit2Sharp" or "CsvHelper" || name.StartsWith("MlopsCmdlets.C", StringComparison.Ordinal));
    }
}
