using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Assets;

/// <summary>Copy-CpdAsset between spaces: what it asks, what it leaves alone, what goes on when one source fails.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();

    public CopyTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _engine.SetVariable("from", SandboxFixture.NewSpace(_engine));
        _engine.SetVariable("to", SandboxFixture.NewSpace(_engine));
        _engine.SetVariable("folder", _folder.Root);
        _folder.Write("one.csv", "a\n1\n");
        _folder.Write("two.csv", "a\n2\n");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Tagging_other_versions_of_what_is_equal_already_is_previewed_and_asked_for()
    {
        _engine.Run("New-CpdDataAsset -Space $from -Name d -Path $folder/one.csv; New-CpdDataAsset -Space $to -Name d -Path $folder/one.csv; $other = New-CpdDataAsset -Space $to -Name d -Path $folder/two.csv -WarningAction Ignore").ThrowIfFailed();
        const string copy = "Copy-CpdAsset -Space $from -DestinationSpace $to -Name d -Force";

        string shown = _engine.Show(copy + " -WhatIf");
        Assert.Contains(_engine.Run("$other").Single("Id")!.ToString()!, shown.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2, _engine.Run("Get-CpdAsset -Space $to -Name d").ThrowIfFailed().Count);

        _engine.Run(copy).ThrowIfFailed();
        Assert.Single(_engine.Run("Get-CpdAsset -Space $to -Name d").ThrowIfFailed());
    }

    [Fact]
    public void A_source_that_fails_does_not_stop_the_copy_from_the_next_one()
    {
        RunResult result = _engine.Run("""
            $gone = New-CpdDataAsset -Space $from -Name gone -Path $folder/one.csv
            $project = New-CpdProject -Name $args[0]
            $there = New-CpdDataAsset -Project $project -Name there -Path $folder/two.csv
            $gone | Remove-CpdAsset -Force
            $gone, $there | Copy-CpdAsset -DestinationSpace $to
            $project | Remove-CpdProject -Force
            """, "p" + Guid.NewGuid().ToString("N"));

        Assert.Equal("NameNotFound", result.ErrorId);
        Assert.Single(result.Output, output => output.BaseObject.GetType().Name == "CpdCopiedAsset");
    }
}
