using System.Security.Cryptography;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>
/// A disk that fills up. Needs a small file system, so that it is run by hand: <c>mount -t tmpfs -o size=8m tmpfs /mnt/small</c>, then
/// <c>MLOPS_SMALL_DISK=/mnt/small dotnet tests/MlopsCmdlets.EngineTests/bin/Debug/net10.0/MlopsCmdlets.EngineTests.dll -explicit only</c>.
/// </summary>
public sealed class DiskFullTests : IDisposable
{
    private const int Bytes = 20 * 1024 * 1024;
    private readonly Engine _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string _small = Environment.GetEnvironmentVariable("MLOPS_SMALL_DISK") ?? "";
    private readonly string _from;
    private readonly string _to;

    public DiskFullTests(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        _from = SandboxFixture.NewSpace(_engine);
        _to = SandboxFixture.NewSpace(_engine);
        _engine.SetVariable("from", _from);
        _engine.SetVariable("to", _to);
        _engine.SetVariable("small", _small);
        _engine.SetVariable("folder", _folder.Root);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact(Explicit = true)]
    public void Nothing_is_half_done_and_the_next_run_on_a_larger_disk_completes()
    {
        Assert.True(Directory.Exists(_small), "MLOPS_SMALL_DISK names no folder on a small file system.");
        Assert.True(new DriveInfo(_small).AvailableFreeSpace < Bytes, "The file system of MLOPS_SMALL_DISK is not small.");
        File.WriteAllBytes(_folder["large.bin"], RandomNumberGenerator.GetBytes(Bytes));
        _engine.Run("New-CpdDataAsset -Space $from -Path $folder/large.bin").ThrowIfFailed();

        foreach (string script in new[]
        {
            "Copy-CpdAsset -Space $from -DestinationSpace $to -All -SpoolPath $small",
            "Export-CpdAsset -Space $from -All -Path $small/out.zip",
            "Save-CpdAsset -InputObject large.bin -Space $from -Path $small/out.bin",
        })
        {
            RunResult result = _engine.Run(script);
            Assert.True(result.ErrorId is "SpoolFailed" or "FileError", $"{script}: {result.ErrorId}: {result.Errors[0]}");
            Assert.NotEmpty(result.Errors[0].ErrorDetails.RecommendedAction);
            Assert.Empty(Directory.GetFileSystemEntries(_small));
        }

        Assert.Empty(_engine.Run("Get-CpdAsset -Space $to").ThrowIfFailed());
        Assert.Equal("Added", _engine.Run("Copy-CpdAsset -Space $from -DestinationSpace $to -All").Single("Action")!.ToString());
    }
}
