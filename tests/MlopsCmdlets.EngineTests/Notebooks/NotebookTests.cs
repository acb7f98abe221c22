using System.Diagnostics;
using System.Text.RegularExpressions;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Notebooks;

/// <summary>The notebook cmdlets as a user calls them.</summary>
public sealed class NotebookTests : IDisposable
{
    private const string Before = """
        {
         "cells": [
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "split",
           "metadata": {},
           "outputs": [],
           "source": [
            "# 60/40\n",
            "X_train, X_test = train_test_split(X, y, test_size=0.4, random_state=42)"
           ]
          }
         ],
         "metadata": {
          "language_info": {
           "name": "python"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_variable_is_set_and_the_comparison_shows_it()
    {
        using var engine = new Engine(width: 80);
        string path = _folder.Write("n.ipynb", Before);
        _folder.Write("old.ipynb", Before);

        Assert.Equal("0.4 0.2 KeywordArgument", engine.Run("Set-MlopsNotebook $args[0] @{ test_size = 0.2 } | ForEach-Object { \"$($_.Before) $($_.After) $($_.Kind)\" }", path).ThrowIfFailed().Single().ToString());
        Assert.Equal(Before.Replace("test_size=0.4", "test_size=0.2", StringComparison.Ordinal), File.ReadAllText(path));
        string shown = engine.Show("Compare-MlopsNotebook $args[0] $args[1]", _folder["old.ipynb"], path);
        string markdown = engine.Run("Compare-MlopsNotebook $args[0] $args[1] -AsMarkdown", _folder["old.ipynb"], path).ThrowIfFailed().Single().ToString();

        string[] lines = [.. shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Regex.Replace(l, "\u001b\\[[0-9;]*m", "").TrimEnd())];
        Assert.Contains("Cell 1  Code  Edited", lines);
        Assert.Contains("2 - X_train, X_test = train_test_split(X, y, test_size=0.4, random_state=42)", lines);
        Assert.Contains("2 + X_train, X_test = train_test_split(X, y, test_size=0.2, random_state=42)", lines);
        Assert.All(lines, l => Assert.True(l.Length <= 80, l));
        Assert.Contains("+X_train, X_test = train_test_split(X, y, test_size=0.2, random_state=42)\n```", markdown, StringComparison.Ordinal);
        Assert.Equal(1, (int)engine.Run("(Compare-MlopsNotebook $args[0] $args[1] -AsDocument).Edited", _folder["old.ipynb"], path).ThrowIfFailed().Single().BaseObject);
    }

    [Fact]
    public void Words_that_changed_are_coloured_where_the_host_shows_colours()
    {
        using var engine = new Engine();
        _folder.Write("old.ipynb", Before);
        _folder.Write("new.ipynb", Before.Replace("0.4", "0.2", StringComparison.Ordinal));
        string Shown(bool colour) => engine.Run(
            "[MlopsCmdlets.Notebooks.NotebookView]::Of((Compare-MlopsNotebook $args[0] $args[1] -AsDocument), 80, $args[2])", _folder["old.ipynb"], _folder["new.ipynb"], colour).ThrowIfFailed().Single().ToString();

        Assert.Matches("\u001b\\[1;4;31m[^\u001b]*4\u001b", Shown(colour: true));
        Assert.Matches("\u001b\\[1;4;32m[^\u001b]*2\u001b", Shown(colour: true));
        Assert.DoesNotContain('\u001b', Shown(colour: false));
    }

    [Fact]
    public void Values_of_PowerShell_become_Python()
    {
        using var engine = new Engine();
        string path = _folder.Write("n.ipynb", Before.Replace("# 60/40\\n", "a = b = c = None; x = 1; y = 2; z = 3; v = 4\\n", StringComparison.Ordinal));

        engine.Run("Set-MlopsNotebook -Path $args[0] -Variable @{ x = 'AGE', 'CHILDREN'; y = $null; z = [ordered]@{ n = 1.5; ok = $true }; v = [pscustomobject]@{ p = 'it''s' } }", path).ThrowIfFailed();

        Assert.Contains(@"x = ['AGE', 'CHILDREN']; y = None; z = {'n': 1.5, 'ok': True}; v = {'p': 'it\\'s'}", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-MlopsNotebook $path @{ nowhere = 1 }", "VariableNotFound")]
    [InlineData("Set-MlopsNotebook $path @{ X_train = 1 }", "VariableNotSettable")]
    [InlineData("Set-MlopsNotebook $path @{ test_size = 1 } -Cell 9", "CellNotFound")]
    [InlineData("Set-MlopsNotebook $path @{ test_size = 1 } -ParametersCell", "CellNotFound")]
    [InlineData("Set-MlopsNotebook $path @{ 'a b' = 1 }", "InvalidArgument")]
    [InlineData("Set-MlopsNotebook $path @{ test_size = (Get-Date) }", "InvalidArgument")]
    [InlineData("Set-MlopsNotebook $path @{ test_size = [System.Security.SecureString]::new() }", "InvalidArgument")]
    [InlineData("Set-MlopsNotebook ($path + 'x') @{ test_size = 1 }", "FileNotFound")]
    [InlineData("Set-MlopsNotebook $other @{ test_size = 1 }", "InvalidNotebook")]
    [InlineData("Compare-MlopsNotebook $path $other", "InvalidNotebook")]
    [InlineData("Compare-MlopsNotebook $path", "NotARepository")]
    [InlineData("Compare-MlopsNotebook $path -From dev", "NotARepository")]
    [InlineData("Compare-MlopsNotebook $path $path -AsMarkdown -AsDocument", "InvalidArgument")]
    public void A_failure_has_its_id_and_changes_nothing(string script, string id)
    {
        using var engine = new Engine();
        engine.SetVariable("path", _folder.Write("n.ipynb", Before));
        engine.SetVariable("other", _folder.Write("other.ipynb", "<<<<<<< HEAD"));

        RunResult result = engine.Run(script.Replace("(Get-Date)", "[datetime]::MinValue", StringComparison.Ordinal));

        Assert.Equal(id, result.ErrorId);
        Assert.Equal(Before, File.ReadAllText(_folder["n.ipynb"]));
        Assert.Equal(["n.ipynb", "other.ipynb"], _folder.Names);
    }

    [Fact]
    public void Hostile_text_reaches_neither_the_terminal_nor_the_agent()
    {
        using var engine = new Engine(width: 80);
        string path = _folder.Write("n.ipynb", Before);
        string hostile = _folder.Write("h.ipynb", Before.Replace("# 60/40", "\\u001b]0;owned\\u0007 \\u202e ##vso[task.complete] " + new string('x', 300), StringComparison.Ordinal));

        string shown = engine.Show("Compare-MlopsNotebook $args[0] $args[1]", path, hostile);
        string markdown = engine.Run("Compare-MlopsNotebook $args[0] $args[1] -AsMarkdown", path, hostile).ThrowIfFailed().Single().ToString();

        foreach (string text in new[] { shown, markdown })
        {
            Assert.DoesNotContain("\u001b]", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', text);
            Assert.DoesNotContain("##vso[", text, StringComparison.Ordinal);
        }

        Assert.All(shown.Split('\n'), l => Assert.True(Regex.Replace(l, "\u001b\\[[0-9;]*m", "").Length <= 80, l));
    }

    [Fact]
    public async Task Files_need_no_libgit2()
    {
        string script = _folder.Write("t.ps1", $$"""
            Import-Module '{{Built.Manifest}}'
            Compare-MlopsNotebook '{{_folder.Write("n.ipynb", Before)}}' '{{_folder.Write("m.ipynb", Before.Replace("0.4", "0.3", StringComparison.Ordinal))}}' | Out-Null
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }
            """);
        using Process host = Process.Start(new ProcessStartInfo("dotnet", [Built.HostProgram, script]) { UseShellExecute = false, RedirectStandardOutput = true })!;

        string[] loaded = [.. (await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n').Select(l => l.Trim())];

        Assert.Contains("MlopsCmdlets.Git", loaded);
        Assert.DoesNotContain(loaded, name => name is "LibGit2Sharp" or "RestSharp" or "Octokit");
    }
}
