using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>Held against what the git program says of the same files.</summary>
public sealed class GitAttributesTests : IDisposable
{
    private static readonly string[] Paths =
        ["a.bin", "data/a.bin", "data/deep/er/a.bin", "a.csv", "data/a.csv", "data/deep/a.csv", "models/m.pkl", "x/models/m.pkl", "models/old/m.pkl", "space d.txt", "[x].bin", "ab.dat", "cb.dat", "odd/größe.h5", "data/not.bin", "!neg", "q?.x"];

    private readonly GitFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.bin filter=lfs diff=lfs merge=lfs -text")]
    [InlineData("/a.csv filter=lfs\ndata/*.csv filter=other")]
    [InlineData("models/** filter=lfs\nmodels/old/** -filter")]
    [InlineData("**/models/*.pkl filter=lfs")]
    [InlineData("data/**/a.bin filter=lfs")]
    [InlineData("\"space d.txt\" filter=lfs\n# comment filter=x\n\n[abc]b.dat filter=lfs")]
    [InlineData("*.h5\tfilter=lfs\n*.bin filter=lfs !filter\n?.csv filter=lfs")]
    [InlineData("[!a]b.dat filter=lfs\n\\[x\\].bin filter=lfs\n* text=auto")]
    [InlineData("data filter=lfs")]
    [InlineData("space[[:space:]]d.txt filter=lfs\n[[:alpha:]]b.d[[:lower:]t]t filter=lfs")]
    [InlineData("q[[:punct:]].x filter=lfs\n[^[:digit:]a]b.dat filter=lfs\nmodels[!a]m.pkl filter=lfs\n[a\\-b]b.dat filter=other\n[]!]neg filter=lfs")]
    [InlineData("[z-a]b.dat filter=lfs\n[[:nope:]]b.dat filter=lfs\n[[:space:].csv filter=lfs")]
    public void Filters_are_those_that_git_finds(string attributes)
    {
        _folder.Git("", "init", "--quiet", ".");
        _folder.Write(".gitattributes", attributes + "\n");
        _folder.Write("data/.gitattributes", "not.bin -filter\n");

        var read = new GitAttributes(_folder[""].TrimEnd('/'));

        foreach (string path in Paths)
        {
            string git = _folder.Git("", "-c", "core.quotePath=false", "check-attr", "filter", "--", path).Split(": ")[^1];
            Assert.Equal((path, git is "unspecified" or "unset" ? null : git), (path, read.FilterOf(path)));
        }
    }
}
