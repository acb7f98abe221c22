using System.Management.Automation;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Stages, checks and commits changes.</summary>
/// <remarks>
/// <para>Before the commit all files of it are checked: outputs and execution counts of notebooks are taken out, in the file as well as in the commit (cells and
/// notebooks tagged keep_output keep theirs); run logs, checkpoints of Jupyter, untitled and invalid notebooks, secrets, and files over the size limit stop it.
/// -Skip relaxes a check by its name. What the checks found is in the property Checks, or in the error's target object.</para>
/// <para>libgit2, which does the work, runs no hooks and no filters, and signs nothing. Where the repository has hooks a warning says so; where it demands
/// signatures, or a changed file goes through a filter such as Git LFS, it is an error. -UseGit lets the git program do it.</para>
/// <para>Without changes nothing is committed and nothing emitted; a warning says so.</para>
/// </remarks>
/// <example>
///   <summary>Commit everything that changed</summary>
///   <code>PS&gt; Save-MlopsChange -Message 'Train on 80 percent of the data'</code>
///   <para>Emits the commit with its files and what the checks found.</para>
/// </example>
/// <example>
///   <summary>Commit one notebook with its outputs</summary>
///   <code>PS&gt; Save-MlopsChange 'Figures for the report' -Path assets/notebooks/report.ipynb -Skip NotebookOutputs</code>
///   <para>Outputs are kept, and searched for secrets.</para>
/// </example>
/// <example>
///   <summary>Only look what the checks say</summary>
///   <code>PS&gt; Save-MlopsChange -Message test -WhatIf</code>
///   <para>The checks are made, nothing is changed.</para>
/// </example>
[Cmdlet(VerbsData.Save, "MlopsChange", SupportsShouldProcess = true)]
[OutputType(typeof(GitCommit))]
public sealed class SaveMlopsChangeCommand : RepositoryCmdlet
{
    private readonly List<string> _paths = [];

    // As numbers: for a field of another library's enumeration, the import of the module would have to load that library.
    private int[] _skip = [];

    /// <summary>The commit's message.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "";

    /// <summary>Files and folders to commit, also from Get-ChildItem; all changes if not given. Names are taken as they are, without wildcards.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Checks that are not made: NotebookOutputs, RunLogs, Checkpoints, UntitledNotebook, Secrets, FileSize, NotebookJson or All.</summary>
    [Parameter]
    [ValidateNotNull]
    public CommitCheck[] Skip
    {
        get => [.. _skip.Select(s => (CommitCheck)s)];
        set => _skip = [.. value.Select(v => (int)v)];
    }

    /// <summary>The largest file that is committed, in MiB.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int MaxFileSizeMiB { get; set; } = 10;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Path is not null)
            _paths.AddRange(await AskAsync(() => Path.Select(GetUnresolvedProviderPathFromPSPath).ToList()).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Message))
            throw new ArgumentException("The message is empty.");
        // Behind a command that found nothing: all changes are not what was meant.
        if (_paths.Count == 0 && MyInvocation.ExpectingInput)
        {
            await WarnAsync("No file came through the pipeline: nothing was committed.").ConfigureAwait(false);
            return;
        }

        var request = new SaveRequest
        {
            Path = Folder,
            Message = Message,
            Paths = _paths.Count > 0 ? _paths : null,
            Checks = new CommitCheckOptions { Relaxed = (CommitCheck)_skip.Aggregate(0, (all, one) => all | one), MaxFileSize = (long)MaxFileSizeMiB << 20 },
            UseGit = UseGit,
        };
        if (await PlanAsync(request, cancellationToken).ConfigureAwait(false) is not { } plan)
            return;
        if (plan.Changes.Count == 0)
        {
            await WarnAsync(plan.Report.Corrected.Count == 0
                ? $"There is nothing to commit in '{plan.Root}'."
                : $"There is nothing to commit in '{plan.Root}': only outputs of notebooks differ, which are left out. 'git restore' takes them out of the files, -Skip NotebookOutputs commits them.").ConfigureAwait(false);
            return;
        }

        foreach (CommitCheckResult result in plan.Report.Results.Where(r => r.Outcome == CommitCheckOutcome.Warning))
            await WarnAsync($"{result.Path}{(result.Cell is { } cell ? $" cell {cell}" : "")}{(result.Line is { } line ? $" line {line}" : "")}: {result.Message} {result.Remedy}").ConfigureAwait(false);
        if (!await ApproveAsync($"{plan.Changes.Count} file{(plan.Changes.Count == 1 ? "" : "s")} on branch '{plan.Branch}' of {plan.Root}", "Commit").ConfigureAwait(false))
            return;
        await WarnOfAsync(plan.Remarks, "hooks").ConfigureAwait(false);
        await WriteAsync(await ChangeSaver.CommitAsync(plan, request, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<SavePlan?> PlanAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeSaver.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (CommitChecksFailedException failure)
        {
            await FailAsync(failure, failure.Failures.ToArray()).ConfigureAwait(false);
            return null;
        }
    }
}
