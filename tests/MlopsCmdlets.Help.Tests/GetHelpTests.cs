using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MlopsCmdlets.Help.Tests;

/// <summary>What Get-Help of the real engine makes of the MAML, in the layout in which the module is published.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly SampleModule module = SampleModule.Compile();

    public GetHelpTests()
    {
        File.WriteAllText(Path.Combine(module.Folder, "Shop.psd1"), "@{ RootModule = 'core/Shop.dll'; ModuleVersion = '1.0'; CmdletsToExport = @('Get-ShopItem', 'Send-ShopItem') }");
        Assert.Equal((0, ""), module.Run("--maml", Path.Combine(module.Folder, "en-US", "Shop.dll-Help.xml")));
    }

    public void Dispose() => module.Dispose();

    [Fact]
    public void Full_help_has_every_part()
    {
        var text = GetHelp("Send-ShopItem -Full");
        Assert.Contains("Sends an item.", text, StringComparison.Ordinal);
        Assert.Contains("Send-ShopItem [-InputObject] <Item> [-Carrier {Train | Ship}] [-Fast] [-Session <String>] [-WhatIf] [-Confirm] [<CommonParameters>]", text, StringComparison.Ordinal);
        Assert.Contains("Send-ShopItem -Id <Int32>", text, StringComparison.Ordinal);
        Assert.Contains("Asks before it sends.", text, StringComparison.Ordinal);
        Assert.Contains("The same item, sent.", text, StringComparison.Ordinal);
        Assert.Contains("Shop.Item", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Description_keeps_lists_and_code()
    {
        var text = GetHelp("Get-ShopItem");
        Assert.Contains("- first point\n    - second: with a term\n", text, StringComparison.Ordinal);
        Assert.Contains("    first line\n      second line\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_keep_prompt_lines_and_explanation()
    {
        var text = GetHelp("Get-ShopItem -Examples");
        Assert.Contains("Example 1: All items", text, StringComparison.Ordinal);
        Assert.Contains("PS> Get-ShopItem\n    Name  Price\n    apple 1 -NotAParameter\n", text, StringComparison.Ordinal);
        Assert.Contains("Lists them.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_shows_its_attributes()
    {
        var text = GetHelp("Send-ShopItem -Parameter InputObject");
        Assert.Contains("-InputObject <Item>", text, StringComparison.Ordinal);
        Assert.Matches(@"Required\?\s+true", text);
        Assert.Matches(@"Position\?\s+0", text);
        Assert.Matches(@"Accept pipeline input\?\s+True \(ByValue\)", text);

        text = GetHelp("Get-ShopItem -Parameter Name");
        Assert.Matches(@"Accept wildcard characters\?\s+true", text);
        Assert.Contains("ItemName", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_of_a_base_class_has_its_text_and_default()
    {
        var text = GetHelp("Send-ShopItem -Parameter Session");
        Assert.Contains("The session to use, as Get-ShopItem takes it.", text, StringComparison.Ordinal);
        Assert.Matches(@"Default value\s+the current session", text);
    }

    private string GetHelp(string arguments)
    {
        var host = new TextHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript($"Import-Module '{Path.Combine(module.Folder, "Shop.psd1")}' -ErrorAction Stop; Get-Help {arguments} | Out-Default").Invoke();
        Assert.Empty(shell.Streams.Error);
        return host.Text;
    }
}
