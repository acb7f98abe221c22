namespace MlopsCmdlets.Help.Tests;

public sealed class HelpToolTests
{
    [Fact]
    public void Complete_documentation_has_no_problems()
    {
        using var module = SampleModule.Compile();
        Assert.Equal((0, ""), module.Run());
    }

    [Fact]
    public void Missing_texts_and_wrong_examples_are_errors_in_the_form_that_builds_understand()
    {
        using var module = SampleModule.Compile("""
            using System.Management.Automation;
            /// <remarks>No synopsis.</remarks>
            /// <example><code>Get-Bare -Name x -Nmae y; Get-Other -Whatever</code></example>
            [Cmdlet("Get", "Bare")] public sealed class GetBare : PSCmdlet { [Parameter] public string Name { get; set; } }
            /// <summary>One.</summary>
            /// <example><code>Get-One | ForEach-Object { Get-One -What }</code></example>
            /// <example><code>Get-One (</code></example>
            /// <example><code>Get-Bare -N y</code></example>
            [Cmdlet("Get", "One")] public sealed class GetOne : PSCmdlet { }
            """);

        var (code, output) = module.Run("--maml", Path.Combine(module.Folder, "help.xml"));

        Assert.Equal(1, code);
        var lines = output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines, l => Assert.StartsWith(module.Xml + ": error HELP", l, StringComparison.Ordinal));
        Assert.Equal(
            ["HELP001", "HELP002", "HELP003", "HELP004", "HELP004", "HELP005", "HELP004", "HELP006"],
            lines.Select(l => l[(module.Xml.Length + 8)..][..7]));
        Assert.Contains("Get-Bare -Name has no description", lines[1], StringComparison.Ordinal);
        Assert.Contains("uses -Nmae, which Get-Bare does not have", lines[3], StringComparison.Ordinal);
        Assert.Contains("uses -What, which Get-One does not have", lines[4], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(module.Folder, "help.xml")));
    }

    [Fact]
    public void Lenient_turns_errors_into_warnings_and_writes_the_help()
    {
        using var module = SampleModule.Compile("""
            using System.Management.Automation;
            [Cmdlet("Get", "Bare")] public sealed class GetBare : PSCmdlet { }
            """);
        var maml = Path.Combine(module.Folder, "en-US", "help.xml");

        var (code, output) = module.Run("--maml", maml, "--lenient");

        Assert.Equal(0, code);
        Assert.Contains(": warning HELP001: Get-Bare has no synopsis", output, StringComparison.Ordinal);
        Assert.True(File.Exists(maml));
    }

    [Fact]
    public void Output_is_the_same_in_every_run_and_untouched_when_nothing_changed()
    {
        using var module = SampleModule.Compile();
        var maml = Path.Combine(module.Folder, "Shop.dll-Help.xml");
        var pages = Path.Combine(module.Folder, "docs");
        module.Run("--maml", maml, "--markdown", pages);
        var first = File.ReadAllBytes(maml);
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(maml, old);

        module.Run("--maml", maml, "--markdown", pages);

        Assert.Equal(old, File.GetLastWriteTimeUtc(maml));
        Assert.Equal("<?xml"u8.ToArray(), first[..5]);
        Assert.DoesNotContain((byte)'\r', first);
        Assert.All(Directory.GetFiles(pages), f => Assert.DoesNotContain("\r", File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_of_removed_cmdlets_go_and_other_files_stay()
    {
        using var module = SampleModule.Compile();
        var pages = Path.Combine(module.Folder, "docs");
        module.Run("--markdown", pages);
        File.Copy(Path.Combine(pages, "Get-ShopItem.md"), Path.Combine(pages, "Get-Gone.md"));
        File.WriteAllText(Path.Combine(pages, "mine.md"), "# By hand");

        module.Run("--markdown", pages);

        Assert.Equal(
            ["Get-ShopItem.md", "README.md", "Send-ShopItem.md", "mine.md"],
            Directory.GetFiles(pages).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Markdown_links_cmdlets_and_tells_parameter_sets_apart()
    {
        using var module = SampleModule.Compile();
        module.Run("--markdown", module.Folder);

        var get = File.ReadAllText(Path.Combine(module.Folder, "Get-ShopItem.md"));
        Assert.Contains("Reads from the `shop`. See [Send-ShopItem](Send-ShopItem.md) and `-Carrier`.\n", get, StringComparison.Ordinal);
        Assert.Contains("- first point\n- second: with a term\n", get, StringComparison.Ordinal);
        Assert.Contains("Get-ShopItem [[-Name] <String[]>] [-Session <String>] [<CommonParameters>]", get, StringComparison.Ordinal);
        Assert.Contains("- [The shop](https://example.test/shop)\n", get, StringComparison.Ordinal);

        var send = File.ReadAllText(Path.Combine(module.Folder, "Send-ShopItem.md"));
        Assert.Contains("### Object (default)\n\n```powershell\nSend-ShopItem [-InputObject] <Item> [-Carrier <Carrier>] [-Fast] [-Session <String>] [-WhatIf] [-Confirm]", send, StringComparison.Ordinal);
        Assert.Contains("Its id.\n\nRange: 1 to 9.\n\n```yaml\nType: Int32\nParameter sets: Id\n", send, StringComparison.Ordinal);
        Assert.Contains("Accepted values: Train, Ship.", send, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", send, StringComparison.Ordinal);

        var index = File.ReadAllText(Path.Combine(module.Folder, "README.md"));
        Assert.Contains("## Goods\n\n| Cmdlet | What it does |\n|---|---|\n| [Get-ShopItem](Get-ShopItem.md) | Gets items & their prices. |\n", index, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs a value", "--assembly")]
    [InlineData("required", "--lenient")]
    [InlineData("Unknown option --what", "--what")]
    [InlineData("nowhere.dll does not exist", "--assembly", "nowhere.dll", "--xml", "nowhere.xml")]
    public void Wrong_use_is_told(string expected, params string[] arguments)
    {
        using var error = new StringWriter();
        Assert.Equal(2, HelpTool.Run(arguments, TextWriter.Null, error));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_an_error_not_a_crash()
    {
        using var module = SampleModule.Compile();
        File.WriteAllText(module.Assembly, "not an assembly");
        var (code, output) = module.Run();
        Assert.Equal(1, code);
        Assert.Contains("error HELP000", output, StringComparison.Ordinal);
    }
}
