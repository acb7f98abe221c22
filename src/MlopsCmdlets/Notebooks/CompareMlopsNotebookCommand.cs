using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Sources;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Notebooks;

/// <summary>Shows what a person changed in a notebook: cells added, removed, moved and edited, with the lines and words of their source.</summary>
/// <remarks>
/// <para>Compares a file with its last commit, two commits or branches, two files, or all notebooks of a pull request with what its base had when it left it. Cells are matched by their ids, else by content. Execution
/// counts and the layout of the file never count; metadata and outputs only on request. Where a commit lacks the file, all cells are added or removed.</para>
/// <para>Control characters and other hidden ones are shown as symbols, so that a notebook can neither steer the terminal nor hide code.</para>
/// </remarks>
/// <example>
///   <summary>What did I change since the last commit</summary>
///   <code>PS&gt; Compare-MlopsNotebook -Path assets/notebooks/customer-churn-prediction.ipynb</code>
///   <para>One object for each changed cell, shown as its differing lines.</para>
/// </example>
/// <example>
///   <summary>What does a branch change</summary>
///   <code>PS&gt; Compare-MlopsNotebook churn.ipynb -From dev -To optimize-churn-model | Where-Object CellType -eq Code</code>
///   <para>The file is read from both branches; the work tree does not matter.</para>
/// </example>
/// <example>
///   <summary>Text for a pull request</summary>
///   <code>PS&gt; Compare-MlopsNotebook churn.ipynb -From dev -AsMarkdown | Set-Clipboard</code>
///   <para>One text with a block for each changed cell, which no text of the notebook can leave.</para>
/// </example>
/// <example>
///   <summary>What does a pull request change</summary>
///   <code>PS&gt; Compare-MlopsNotebook -PullRequest 7</code>
///   <para>All its notebooks. The commits are read from the current folder's clone: git fetch gets what it lacks.</para>
/// </example>
/// <example>
///   <summary>Compare two files, outputs included</summary>
///   <code>PS&gt; Compare-MlopsNotebook -Path before.ipynb -DifferencePath after.ipynb -IncludeOutput -AsDocument</code>
///   <para>One object with the counts and all changed cells.</para>
/// </example>
[Cmdlet(VerbsData.Compare, "MlopsNotebook", DefaultParameterSetName = Revisions)]
[OutputType(typeof(NotebookCellChange), typeof(NotebookDifference), typeof(string))]
public sealed class CompareMlopsNotebookCommand : GitHostCmdlet
{
    private const string Revisions = "Revisions", Files = "Files", OfRequest = "PullRequest";

    /// <summary>The notebook; with -DifferencePath, the one before. Also from Get-ChildItem. With -PullRequest its place in the repository, where only one is wanted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Revisions, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = Files, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OfRequest)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The notebook after, a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Files, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = "";

    /// <summary>The commit, branch or tag before; HEAD if not given.</summary>
    [Parameter(ParameterSetName = Revisions)]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "HEAD";

    /// <summary>The commit, branch or tag after; the file in the work tree if not given.</summary>
    [Parameter(ParameterSetName = Revisions)]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? To { get; set; }

    /// <summary>The pull request: its number, or an object of Get-MlopsPullRequest.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfRequest)]
    [PullRequestArgument]
    [ArgumentCompleter(typeof(PullRequestCompleter))]
    [ValidateNotNull]
    public PullRequest? PullRequest { get; set; }

    /// <summary>Compare metadata of cells and notebook, too.</summary>
    [Parameter]
    public SwitchParameter IncludeMetadata { get; set; }

    /// <summary>Compare outputs, too; pictures by size and hash.</summary>
    [Parameter]
    public SwitchParameter IncludeOutput { get; set; }

    /// <summary>Equal lines shown around a difference.</summary>
    [Parameter]
    [ValidateRange(0, 10_000)]
    public int Context { get; set; } = 3;

    /// <summary>Emit one object with the counts, the changed cells and the Markdown.</summary>
    [Parameter]
    public SwitchParameter AsDocument { get; set; }

    /// <summary>Emit Markdown for the body or a comment of a pull request: one text, at most 60,000 characters.</summary>
    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    private protected override object? ErrorTarget => (object?)PullRequest ?? Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (AsDocument && AsMarkdown)
            throw new ArgumentException("Give -AsDocument or -AsMarkdown, not both; the document has the Markdown, too.");
        if (PullRequest is not null)
        {
            await CompareRequestAsync(PullRequest, cancellationToken).ConfigureAwait(false);
            return;
        }

        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        string? other = ParameterSetName == Files ? await AskAsync(() => GetUnresolvedProviderPathFromPSPath(DifferencePath)).ConfigureAwait(false) : null;
        await ShowAsync(await Task.Run(() => Compare(path, other, cancellationToken), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task CompareRequestAsync(PullRequest given, CancellationToken cancellationToken)
    {
        HostedPullRequest request = PullRequestArgumentAttribute.IsNumberOnly(given) ? new HostedPullRequest(Locate(), given.Number, null) : HostedPullRequest.Of(Hosts, GitHost, given);
        Traced(request.Repository);
        PullRequest seen = request.Known ?? await request.Host.GetPullRequestAsync(request.Name, request.Number, cancellationToken).ConfigureAwait(false);
        LocalClone clone = LocalClone.Find(Folder) ?? throw new Git.Errors.NotARepositoryException(Folder);
        // Merged, the base has the head in it: what it had before is the merge's first parent.
        string from = seen is { State: PullRequestState.Merged, MergeCommit: { } merge } ? $"{merge}^1" : seen.BaseCommit ?? $"refs/remotes/origin/{seen.Base}";
        var options = new NotebookCompareOptions { Context = Context, IncludeMetadata = IncludeMetadata, IncludeOutput = IncludeOutput };
        IReadOnlyList<RevisionNotebook> notebooks = await Task.Run(() => RevisionNotebooks.Compare(clone.Root, from, seen.HeadCommit, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        string wanted = Path.Replace('\\', '/');
        foreach (RevisionNotebook notebook in notebooks.Where(changed => wanted.Length == 0 || changed.Path == wanted || changed.Path.EndsWith("/" + wanted, StringComparison.Ordinal)))
        {
            if (notebook.Difference is { } difference)
                await ShowAsync(difference).ConfigureAwait(false);
            else
                await WarnAsync($"'{notebook.Path}' could not be compared: {notebook.Problem}").ConfigureAwait(false);
        }
    }

    private async Task ShowAsync(NotebookDifference difference)
    {
        if (AsMarkdown)
            await WriteAsync(SafeText.Of(difference.Markdown)).ConfigureAwait(false);
        else if (AsDocument)
            await WriteAsync(difference).ConfigureAwait(false);
        else
            await WriteCellsAsync(difference).ConfigureAwait(false);
    }

    private async Task WriteCellsAsync(NotebookDifference difference)
    {
        await VerboseAsync($"{difference.From} -> {difference.To}: {difference}").ConfigureAwait(false);
        foreach (NotebookCellChange change in difference.Cells)
            await WriteAsync(change).ConfigureAwait(false);
    }

    private NotebookDifference Compare(string path, string? other, CancellationToken cancellationToken)
    {
        string name = System.IO.Path.GetFileName(path);
        var options = new NotebookCompareOptions { Path = name, Context = Context, IncludeMetadata = IncludeMetadata, IncludeOutput = IncludeOutput };
        if (other is not null)
            return NotebookComparer.Compare(File.ReadAllBytes(path), File.ReadAllBytes(other), options with { From = Path, To = DifferencePath }, cancellationToken);
        byte[]? before = RevisionFile.Read(path, From);
        byte[]? after = To is not null ? RevisionFile.Read(path, To) : File.Exists(path) ? File.ReadAllBytes(path) : null;
        if (before is null && after is null)
            throw new FileNotFoundException($"Neither {From} nor {To ?? "the work tree"} has the file '{path}'.", path);
        return NotebookComparer.Compare(before, after, options with { From = From, To = To ?? "work tree" }, cancellationToken);
    }
}
