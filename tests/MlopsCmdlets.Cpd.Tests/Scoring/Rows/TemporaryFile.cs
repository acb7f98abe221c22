using System.Text;

namespace MlopsCmdlets.Cpd.Tests.Scoring.Rows;

internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content, string extension = ".csv")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString("N") + extension);
        File.WriteAllBytes(Path, content);
    }

    public TemporaryFile(string content, string extension = ".csv")
        : this(new UTF8Encoding(false).GetBytes(content), extension)
    {
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
