namespace MlopsCmdlets.Host.Tests;

/// <summary>A script in a folder whose name has a space and an umlaut.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("host tests ü ");

    public ScriptFile(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(folder.FullName, "my script.ps1");

    public void Dispose() => folder.Delete(recursive: true);
}
