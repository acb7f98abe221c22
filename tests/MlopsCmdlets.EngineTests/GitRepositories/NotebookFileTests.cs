using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.GitRepositories;

/// <summary>Set-MlopsNotebook and the file on the disk: values as PowerShell has them, and what a file is besides its bytes.</summary>
public sealed class NotebookFileTests : IDisposable
{
    private const string Source = "a = 1\\nb = 'x'\\nc = 0\\nd = 0\\ne = 0\\nf = 0\\ng = 0\\nh = 0";
    private const string Notebook = "{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"metadata\": {}, \"outputs\": [], \"source\": \"" + Source + "\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 4}";

    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine = new();
    private readonly string _file;

    public NotebookFileTests()
    {
        _file = _folder.Write("n.ipynb", Notebook);
        _engine.SetVariable("file", _file);
    }

    public void Dispose()
    {
        File.SetAttributes(_file, FileAttributes.Normal);
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Values_are_Pythons_whatever_the_culture()
    {
        _engine.Run("""
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                Set-MlopsNotebook $file @{ a = [double]0.25; b = 'it''s "x"'; c = -1.5; d = $true; e = $null; f = 1, 'zwei', $false; g = [ordered]@{ lr = 0.1; layers = 1, 2 }; h = [decimal]2 }
            }
            finally { [cultureinfo]::CurrentCulture = $before }
            """).ThrowIfFailed();

        string expected = "a = 0.25\\nb = 'it\\\\'s \\\"x\\\"'\\nc = -1.5\\nd = True\\ne = None\\nf = [1, 'zwei', False]\\ng = {'lr': 0.1, 'layers': [1, 2]}\\nh = 2.0";
        Assert.Equal(Notebook.Replace(Source, expected, StringComparison.Ordinal), File.ReadAllText(_file));
    }

    [Fact]
    public void What_is_saved_while_the_change_waits_for_consent_is_not_lost()
    {
        string newer = Notebook.Replace("c = 0", "c = 7", StringComparison.Ordinal);
        _engine.Host.Meanwhile = () => File.WriteAllText(_file, newer);
        _engine.Host.Answers.Enqueue(0); // yes

        string error = Assert.Single(_engine.Run("Set-MlopsNotebook $file @{ a = 2 } -Confirm").Errors).ToString();

        Assert.Contains("changed", error, StringComparison.Ordinal);
        Assert.Equal(newer, File.ReadAllText(_file));
    }

    [Fact]
    public void A_file_keeps_its_mode_and_a_link_its_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are Unix's.");
            return;
        }

        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(_folder["link.ipynb"], "n.ipynb");
        _engine.SetVariable("link", _folder["link.ipynb"]);

        _engine.Run("Set-MlopsNotebook $link @{ a = 2 }").ThrowIfFailed();

        Assert.Equal(Notebook.Replace("a = 1", "a = 2", StringComparison.Ordinal), File.ReadAllText(_file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_file));
        Assert.Equal("n.ipynb", new FileInfo(_folder["link.ipynb"]).LinkTarget);
        Assert.Equal(["link.ipynb", "n.ipynb"], _folder.Names);
    }

    [Fact]
    public void A_read_only_notebook_is_refused()
    {
        File.SetAttributes(_file, FileAttributes.ReadOnly);

        RunResult refused = _engine.Run("Set-MlopsNotebook $file @{ a = 2 }");

        Assert.Equal("FileAccessDenied", refused.ErrorId);
        Assert.Contains("read-only", refused.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(Notebook, File.ReadAllText(_file));
    }

    [Fact]
    public void A_pointer_of_LFS_is_no_notebook_and_the_error_says_what_to_run()
    {
        File.WriteAllText(_file, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n");

        foreach (string script in new[] { "Set-MlopsNotebook $file @{ a = 2 }", "Compare-MlopsNotebook $file $file" })
        {
            RunResult refused = _engine.Run(script);
            Assert.Equal("LfsPointer", refused.ErrorId);
            Assert.Contains("git lfs pull", refused.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }
    }
}
