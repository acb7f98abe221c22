using MlopsCmdlets.Git.Repositories.Attributes;

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
    [InlineData("[attr]big filter=lfs diff=lfs merge=lfs -text\n*.bin big\n*.csv big\na.csv -big\n*.pkl !big")]
    [InlineData("*.bin big\n[attr]big filter=lfs")]
    [InlineData("[attr]big filter=lfs\n*.bin big\ndata/*.bin -filter\n*.csv -big\n*.csv big")]
    [InlineData("[attr]big filter=lfs\n*.csv big\ndata/a.csv -big\n*.bin filter=other\na.bin big\n*.pkl big=x")]
    [InlineData("[attr]big deep\n[attr]deep filter=lfs\n[attr]deep filter=other\n*.bin big\n*.csv deep")]
    [InlineData("[attr]big big filter=lfs\n*.bin big\n[attr]one two\n[attr]two one filter=lfs\n*.csv one")]
    [InlineData("[attr]big filter=lfs\n*.bin big -filter\n*.csv -filter big\n*.pkl filter=other big")]
    [InlineData("[attr]filter diff\n*.bin filter\n*.csv filter=lfs filter\n*.pkl binary filter=lfs")]
    [InlineData("\"odd/gr\\303\\266\\303\\237e.h5\" filter=lfs\n\"q?.\\170\" filter=lfs\n\"\\tab.dat\" filter=lfs")]
    [InlineData("*.bin filter=lfs no/name\n*.csv -\n[attr] filter=lfs\n[attr]-x filter=lfs\n*.dat filter=lfs filter")]
    [InlineData("[z-ac]b.dat filter=lfs\n[]-a]b.dat filter=other\nq[?-].x filter=lfs\n[a-\\c]b.dat filter=third")]
    [InlineData("[\nq[.x filter=lfs\n[[:]b.dat filter=lfs\n*.b[i filter=lfs\ndata/ filter=lfs\n/data/*.csv filter=lfs\n//a.csv filter=lfs")]
    [InlineData("a**.bin filter=lfs\ndata/a** filter=lfs\nmodels/**.pkl filter=lfs\n!a.csv filter=lfs")]
    public void Filters_are_those_that_git_finds(string attributes)
    {
        _folder.Git("", "init", "--quiet", ".");
        _folder.Write(".gitattributes", attributes + "\n");
        _folder.Write("data/.gitattributes", "not.bin -filter\n");

        var read = new GitAttributes(_folder[""].TrimEnd('/'));

        foreach (string path in Paths)
        {
            string git = _folder.Git("", "-c", "core.quotePath=false", "check-attr", "filter", "--", path).Split(": ")[^1];
            Assert.Equal((path, git is "unspecified" or "unset" or "set" ? null : git), (path, read.FilterOf(path)));
        }
    }

    [Theory]
    [InlineData("info/attributes", true)]
    [InlineData("data/.gitattributes", false)]
    [InlineData("shared", true)]
    public void A_macro_counts_where_it_is_for_the_whole_repository(string place, bool counts)
    {
        _folder.Git("", "init", "--quiet", ".");
        string file = _folder.Write(place == "info/attributes" ? ".git/" + place : place, "[attr]big filter=lfs\n");
        _folder.Write(".gitattributes", "*.bin big\n");
        _folder.Git("", "config", "core.attributesFile", _folder["shared"]);

        string git = _folder.Git("", "check-attr", "filter", "--", "data/a.bin").Split(": ")[^1];
        var read = new GitAttributes(_folder[""].TrimEnd('/'), place == "info/attributes" ? file : null, place == "shared" ? file : null);

        Assert.Equal((counts ? "lfs" : "unspecified", counts ? "lfs" : null), (git, read.FilterOf("data/a.bin")));
        Assert.Equal(counts ? ["lfs"] : [], read.Filters());
    }

    [Theory]
    [InlineData("UTF-8", null)]
    [InlineData("utf8", null)]
    [InlineData("UTF-16", "working-tree-encoding=UTF-16")]
    public void An_encoding_is_a_filter_unless_it_is_the_one_of_the_repository(string encoding, string? filter)
    {
        _folder.Write(".gitattributes", $"*.txt working-tree-encoding={encoding}\n");

        Assert.Equal(filter, new GitAttributes(_folder[""].TrimEnd('/')).FilterOf("a.txt"));
    }

    [Fact]
    public void Case_counts_unless_the_disk_knows_none()
    {
        _folder.Git("", "init", "--quiet", ".");
        _folder.Write(".gitattributes", "*.BIN filter=lfs\n[[:upper:]].csv filter=lfs\n");
        foreach (bool ignores in new[] { false, true })
        {
            _folder.Git("", "config", "core.ignoreCase", ignores ? "true" : "false");
            using var repository = new LibGit2Sharp.Repository(_folder[""]);
            var read = GitAttributes.Of(repository);
            foreach (string path in new[] { "a.bin", "a.csv", "A.csv" })
                Assert.Equal((path, _folder.Git("", "check-attr", "filter", "--", path).EndsWith(": lfs", StringComparison.Ordinal) ? "lfs" : null), (path, read.FilterOf(path)));
        }
    }
}
