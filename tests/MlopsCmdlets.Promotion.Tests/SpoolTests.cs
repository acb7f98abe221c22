using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_spool_file_is_private_and_gone_in_the_end()
    {
        var file = new FileSpoolStore(_folder).Create();
        using (var stream = file.OpenWrite())
            stream.Write([1, 2, 3], 0, 3);
        using (var stream = file.OpenRead())
            Assert.Equal(3, stream.Length);
#if NET
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
#endif
        file.Dispose();
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_kept_spool_file_stays()
    {
        using (var file = new FileSpoolStore(_folder).Create())
            file.Keep();
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        Directory.CreateDirectory(_folder);
        var blocker = Path.Combine(_folder, "file");
        File.WriteAllText(blocker, "");
        var error = Assert.Throws<SpoolException>(() => new FileSpoolStore(Path.Combine(blocker, "sub")).Create());
        Assert.False(error.IsDiskFull);
    }

    [Fact]
    public async Task A_full_device_is_recognised_as_full_disk()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("needs /dev/full");
        var source = new FakeContainer("source");
        source.Add("data_asset", "x", "content");
        var transfer = new AssetTransfer(source, new FakeContainer("target"), spools: new FullDevice(), time: new InstantTime());
        var error = await Assert.ThrowsAsync<SpoolException>(() => transfer.CopyAsync(AssetSelection.All, null, default));
        Assert.True(error.IsDiskFull);
        Assert.Equal(0, source.ExportCount);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private sealed class FullDevice : ISpoolStore, ISpoolFile
    {
        public string Path => "/dev/full";

        public ISpoolFile Create() => this;

        public Stream OpenWrite() => new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);

        public Stream OpenRead() => throw new NotSupportedException();

        public void Keep()
        {
        }

        public void Dispose()
        {
        }
    }
}
