using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Reading;
using MlopsCmdlets.Git.Notebooks.Sources;

namespace MlopsCmdlets.Git.Checks;

/// <summary>Checks files before they are committed. Nothing is written: what is to be committed instead comes with the report.</summary>
public sealed class CommitChecks
{
    /// <summary>Larger files are not searched for secrets: they are data.</summary>
    private const long LargestSearched = 32L << 20;

    private readonly CommitCheckOptions _options;
    private readonly List<CommitCheckResult> _results = [];
    private readonly Dictionary<string, byte[]> _corrected = new(StringComparer.Ordinal);

    private CommitChecks(CommitCheckOptions options) => _options = options;

    /// <summary>Checks files.</summary>
    /// <param name="files">Files that are added or changed; removed ones need no check.</param>
    /// <param name="options">Which checks are made.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<CommitCheckReport> RunAsync(IEnumerable<CommitCheckFile> files, CommitCheckOptions options, CancellationToken cancellationToken = default)
    {
        var checks = new CommitChecks(options);
        foreach (CommitCheckFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await checks.CheckAsync(file, cancellationToken).ConfigureAwait(false);
        }

        checks.AddSilentOnes();
        return new CommitCheckReport([.. checks._results.OrderBy(r => r.Path, StringComparer.Ordinal).ThenBy(r => r.Name).ThenBy(r => r.Cell).ThenBy(r => r.Line)], checks._corrected);
    }

    private bool IsOn(CommitCheck check) => (_options.Relaxed & check) == CommitCheck.None;

    private async Task CheckAsync(CommitCheckFile file, CancellationToken cancellationToken)
    {
        CheckPath(file);
        if (file.IsLfsTracked)
            return; // what is committed is a pointer
        bool isNotebook = file.Path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);
        bool strips = isNotebook && IsOn(CommitCheck.NotebookOutputs);
        bool searched = !strips && IsSearched(file, file.Size);
        if (!strips && !searched && !(isNotebook && IsOn(CommitCheck.NotebookJson)))
            return;
        byte[] content = await file.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (LfsPointer.Is(content))
            return;
        NotebookDocument? notebook = isNotebook ? ReadNotebook(file, content) : null;
        if (notebook is not null)
            notebook = WithoutOutputs(file, notebook);
        // The outputs of a notebook are not committed, whatever their size.
        if (searched || (strips && IsSearched(file, notebook?.Bytes.Length ?? content.Length)))
            FindSecrets(file, content, notebook);
    }

    /// <summary>Checks the size of what is committed.</summary>
    /// <returns>Whether it is small enough to be searched for secrets, and is to be.</returns>
    private bool IsSearched(CommitCheckFile file, long size)
    {
        if (IsOn(CommitCheck.FileSize) && size > _options.MaxFileSize)
            Add(CommitCheck.FileSize, file, CommitCheckOutcome.Failed, $"'{file.Path}' has {Size(size)}; the limit is {Size(_options.MaxFileSize)}.", "Keep data in the project or in Git LFS, ignore the file, or raise the limit.");
        if (IsOn(CommitCheck.Secrets) && size > LargestSearched)
            Add(CommitCheck.Secrets, file, CommitCheckOutcome.Warning, $"'{file.Path}' has {Size(size)} and was not searched for secrets.", "Look yourself whether it holds any.");
        return IsOn(CommitCheck.Secrets) && size <= LargestSearched;
    }

    private static string Size(long bytes) => FormattableString.Invariant($"{bytes / 1048576.0:0.0} MiB");

    private void CheckPath(CommitCheckFile file)
    {
        if (IsOn(CommitCheck.RunLogs) && CommitPaths.IsRunLog(file.Path))
            Add(CommitCheck.RunLogs, file, CommitCheckOutcome.Failed, $"'{file.Path}' is a log or record of a job run.", "Add it to .gitignore and leave it out of the commit.");
        if (IsOn(CommitCheck.Checkpoints) && CommitPaths.IsCheckpoint(file.Path))
            Add(CommitCheck.Checkpoints, file, CommitCheckOutcome.Failed, $"'{file.Path}' is a checkpoint of Jupyter.", "Add .ipynb_checkpoints/ to .gitignore and leave it out of the commit.");
        if (IsOn(CommitCheck.UntitledNotebook) && CommitPaths.IsUntitled(file.Path))
            Add(CommitCheck.UntitledNotebook, file, CommitCheckOutcome.Failed, $"'{file.Path}' was never given a name.", "Rename the notebook, or leave it out of the commit.");
    }

    private NotebookDocument? ReadNotebook(CommitCheckFile file, byte[] content)
    {
        try
        {
            NotebookDocument notebook = NotebookReader.Read(content, file.Path);
            if (IsOn(CommitCheck.NotebookJson) && notebook.Problems.Count > 0)
                Add(CommitCheck.NotebookJson, file, CommitCheckOutcome.Failed, $"{notebook.Problems[0].Text}{(notebook.Problems.Count > 1 ? $", and {notebook.Problems.Count - 1} more problems" : "")}.", "Open the notebook in Jupyter and save it again.", notebook.Problems[0].Cell);
            return notebook;
        }
        catch (GitException failure) when (failure is InvalidNotebookException or NotebookVersionException)
        {
            if (IsOn(CommitCheck.NotebookJson))
                Add(CommitCheck.NotebookJson, file, CommitCheckOutcome.Failed, failure.Message, "Open the notebook in Jupyter and save it again; after a merge, look for conflict markers.");
            return null;
        }
    }

    private NotebookDocument WithoutOutputs(CommitCheckFile file, NotebookDocument notebook)
    {
        if (!IsOn(CommitCheck.NotebookOutputs))
            return notebook;
        byte[] stripped = NotebookOutputs.Strip(notebook, out int cells);
        if (cells == 0)
            return notebook;
        _corrected[file.Path] = stripped;
        Add(CommitCheck.NotebookOutputs, file, CommitCheckOutcome.Corrected, $"Outputs and execution counts of {cells} cell{(cells == 1 ? "" : "s")} of '{file.Path}' are left out.", "Tag a cell keep_output to commit its outputs.");
        return NotebookReader.Read(stripped, file.Path);
    }

    private void FindSecrets(CommitCheckFile file, byte[] content, NotebookDocument? notebook)
    {
        foreach ((SecretFinding finding, int? cell, bool inOutput) in notebook is null ? SecretSearch.InFile(content) : SecretSearch.InNotebook(notebook))
        {
            string place = inOutput ? " in an output" : "";
            Add(CommitCheck.Secrets, file, finding.IsCertain ? CommitCheckOutcome.Failed : CommitCheckOutcome.Warning, $"{finding.What}{place}.", finding.IsCertain
                ? "Take it out, read it from the environment or a secret store, and revoke it if it was ever pushed. For a false alarm, end the line with: pragma: allowlist secret"
                : "Look at it: if it is a secret, take it out. Otherwise end the line with: pragma: allowlist secret", cell, finding.Line);
        }
    }

    private void AddSilentOnes()
    {
        foreach (CommitCheck check in Enum.GetValues(typeof(CommitCheck)).Cast<CommitCheck>().Where(c => c is not (CommitCheck.None or CommitCheck.All)))
        {
            if (!IsOn(check))
                _results.Add(new CommitCheckResult { Name = check, Outcome = CommitCheckOutcome.Skipped, Message = "Not checked, as asked for." });
            else if (_results.All(r => r.Name != check))
                _results.Add(new CommitCheckResult { Name = check, Outcome = CommitCheckOutcome.Passed, Message = "Nothing found." });
        }
    }

    private void Add(CommitCheck check, CommitCheckFile file, CommitCheckOutcome outcome, string message, string remedy, int? cell = null, int? line = null) =>
        _results.Add(new CommitCheckResult { Name = check, Outcome = outcome, Path = file.Path, Cell = cell, Line = line, Message = message, Remedy = remedy });
}
