using System.Text;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Tests.Repositories;

public sealed class CorrectionsTests : IDisposable
{
    private readonly GitFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_commit_that_fails_gives_the_files_back_but_for_those_that_somebody_wrote_or_removed_meanwhile()
    {
        string[] names = ["gone", "kept", "newer"];
        foreach (string name in names)
            _folder.Write(name, "with outputs");

        using (var corrections = new Corrections(_folder[""]))
        {
            corrections.Make(names.ToDictionary(n => n, _ => Encoding.UTF8.GetBytes("without"), StringComparer.Ordinal));
            Assert.Equal("without", _folder.Read("kept"));
            File.Delete(_folder["gone"]);
            _folder.Write("newer", "saved by Jupyter");
        }

        Assert.Equal(("with outputs", "saved by Jupyter", false), (_folder.Read("kept"), _folder.Read("newer"), File.Exists(_folder["gone"])));
    }
}
