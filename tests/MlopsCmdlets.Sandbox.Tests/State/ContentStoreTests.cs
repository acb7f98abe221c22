using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.State;

public sealed class ContentStoreTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("sandbox-contents-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task OnlyFoldersOfSandboxesThatAreGoneAreSwept()
    {
        using var alive = new ContentStore(_parent.FullName);
        var content = await alive.SaveAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken);
        var dead = Folder("mlops-sandbox-dead", "owner.lock", "00000001");
        var foreign = Folder("mlops-sandbox-of-something-else", "file");
        var later = TimeProvider.System.GetUtcNow().AddMinutes(2);

        ContentStore.RemoveLeftovers(_parent.FullName, TimeProvider.System.GetUtcNow());
        Assert.True(Directory.Exists(dead));
        ContentStore.RemoveLeftovers(_parent.FullName, later);
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(foreign));
        Assert.Equal("abc"u8.ToArray(), await content.ReadAllAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task NothingStaysWhenTheStoreEnds()
    {
        using (var store = new ContentStore(_parent.FullName)) await store.SaveAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Empty(_parent.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task AContentThatIsTooLongIsRefusedAndLeavesNoFile()
    {
        using var store = new ContentStore(_parent.FullName);
        var before = _parent.GetFiles("*", SearchOption.AllDirectories).Length;
        await Assert.ThrowsAsync<InvalidDataException>(() => store.SaveAsync(new MemoryStream(new byte[11]), TestContext.Current.CancellationToken, limit: 10));
        Assert.Equal(before, _parent.GetFiles("*", SearchOption.AllDirectories).Length);
    }

    private string Folder(string name, params string[] files)
    {
        var folder = _parent.CreateSubdirectory(name);
        foreach (var file in files) File.WriteAllText(Path.Combine(folder.FullName, file), "");
        return folder.FullName;
    }
}
