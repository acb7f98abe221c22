using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Sources;
using MlopsCmdlets.Reporting;
using MlopsCmdlets.Reporting.Markdown;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Opens a pull request that shows what it changes: the notebooks cell by cell, the plan, the measurements.</summary>
/// <remarks>
/// <para>It goes into the repository of the clone, also where that is a fork; into the repository that it was forked from only with -Upstream, into another one only with
/// -Repository. The base follows the order of mlops.json: a feature's branch goes into the first environment's branch, each environment's into the next one's. A
/// pull request that would leave out an environment is refused, and the error names the right base. Without mlops.json give -Base; nothing is checked then, and a warning says so.</para>
/// <para>The text is made from a template: what you say, what changes in the notebooks since the branch left its base, and a report of what comes from the pipeline, as
/// Export-MlopsReport takes it. What the host's limit leaves no room for becomes a comment. One that is open already from the same branch into the same base is
/// given back as it is.</para>
/// </remarks>
/// <example>
///   <summary>From the feature's branch that is checked out</summary>
///   <code>PS&gt; New-MlopsPullRequest -Title 'Larger training set' -Summary 'test_size from 0.4 to 0.2' -Reviewer lead</code>
///   <para>Goes into dev, says mlops.json. The branch has to be pushed: Publish-MlopsBranch.</para>
/// </example>
/// <example>
///   <summary>Propose production, with the evidence</summary>
///   <code>PS&gt; $plan, $measurement, (Test-MlopsGate -Plan $plan) | New-MlopsPullRequest -Head uat -Base prd -Reviewer mlops-lead</code>
///   <para>Plan, figures and gates stand in the text.</para>
/// </example>
/// <example>
///   <summary>Take back what was merged</summary>
///   <code>PS&gt; New-MlopsPullRequest -Head revert-optimize-churn-model -Base prd -Expedited -Summary 'Back to the model of May'</code>
///   <para>A branch of no environment may go into a later environment only with -Expedited; dev into prd never.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsPullRequest", SupportsShouldProcess = true)]
[OutputType(typeof(PullRequest))]
public sealed class NewMlopsPullRequestCommand : GitHostCmdlet
{
    private readonly ReportContent _content = new();

    /// <summary>The title. Default: made from the branches.</summary>
    [Parameter(Position = 0)]
    [ValidateLength(1, 250)]
    public string? Title { get; set; }

    /// <summary>The branch to merge. Default: the one that is checked out in the current folder's clone.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Head { get; set; }

    /// <summary>The branch to merge into. Default: the next one in the order of mlops.json.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Base { get; set; }

    /// <summary>What you say about it, Markdown; stands first in the template.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Summary { get; set; }

    /// <summary>The whole text, Markdown, instead of the template.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Body { get; set; }

    /// <summary>A file with a template of your own, in which {{summary}}, {{notebooks}}, {{report}}, {{head}} and {{base}} are replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TemplatePath { get; set; }

    /// <summary>What the report shows: plans, measurements, results of gates and promotions, entries of a record.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Who is asked for a review, by login.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Reviewer { get; set; } = [];

    /// <summary>Opens it in the repository that this one was forked from.</summary>
    [Parameter]
    public SwitchParameter Upstream { get; set; }

    /// <summary>The repository of -Head as owner/name, where it is another than that of the base: a fork of it.</summary>
    [Parameter]
    [RepositoryArgument]
    [ValidateNotNullOrEmpty]
    public string? HeadRepository { get; set; }

    /// <summary>Lets a branch of no environment, such as a revert or an urgent repair, into a later environment than the first.</summary>
    [Parameter]
    public SwitchParameter Expedited { get; set; }

    /// <summary>The file with the environments. Default: mlops.json in the current folder or one above it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigurationPath { get; set; }

    private protected override object? ErrorTarget => Head ?? Repository;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _content.Add(InputObject);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        (HostedRepository target, HostRepositoryName? from) = await TargetAsync(cancellationToken).ConfigureAwait(false);
        LocalClone? clone = LocalClone.Find(Folder);
        string head = Head ?? clone?.Branch ?? throw new ArgumentException("No branch is checked out here: name the branch to merge with -Head.");
        string baseBranch = await BaseAsync(head, isForeign: from is not null).ConfigureAwait(false);
        if (head == baseBranch && from is null)
            throw new ArgumentException($"'{head}' cannot be merged into itself: name another branch with -Base or -Head.");
        HostBranch tip = await BranchAsync(target, from ?? target.Name, head, cancellationToken).ConfigureAwait(false);
        HostBranch onto = await BranchAsync(target, target.Name, baseBranch, cancellationToken).ConfigureAwait(false);
        PullRequestBody text = Body is not null ? new PullRequestBody(Body, null) : await TextAsync(clone, target, tip, onto, cancellationToken).ConfigureAwait(false);

        if (!await ApproveAsync($"{target}: '{(from is null ? "" : from + ":")}{head}' into '{baseBranch}'", "Open a pull request").ConfigureAwait(false))
            return;
        var definition = new PullRequestDefinition(Title ?? $"Merge {head} into {baseBranch}", head, baseBranch) { Body = text.Body, HeadRepository = from, Reviewers = Reviewer };
        PullRequest opened = await target.Host.CreatePullRequestAsync(target.Name, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            // First: a command behind that has enough of one object would end it here.
            if (text.Comment is not null)
                await target.Host.CommentAsync(target.Name, opened.Number, PullRequestBody.CommentKey, text.Comment, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await WriteAsync(opened, target.Connection).ConfigureAwait(false);
        }
    }

    /// <summary>Where it is opened, and where its branch is when that is elsewhere. A fork's upstream is taken only when it is asked for.</summary>
    private async Task<(HostedRepository Target, HostRepositoryName? From)> TargetAsync(CancellationToken cancellationToken)
    {
        HostedRepository own = Locate();
        HostRepositoryName? from = HeadRepository is null ? null
            : HostedRepository.Find(Hosts, own.Connection, HeadRepository, Folder).Name is var named && !HostedRepository.IsSame(named, own.Name) ? named : null;
        if (!Upstream)
            return (own, from);
        if (HeadRepository is not null)
            throw new ArgumentException("Give -Upstream or -HeadRepository, not both.");
        HostRepository? repository = await own.Host.FindRepositoryAsync(own.Name, cancellationToken).ConfigureAwait(false);
        return repository?.Parent is { } parent
            ? (new HostedRepository(own.Connection, parent), own.Name)
            : throw new ArgumentException($"{own} is no fork: leave -Upstream away.");
    }

    private async Task<string> BaseAsync(string head, bool isForeign)
    {
        string? file = await AskAsync(() => ConfigurationPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigurationPath)).ConfigureAwait(false);
        if (BranchOrder.Find(file, Folder) is not { } order)
        {
            await WarnAsync(BranchOrder.NotChecked).ConfigureAwait(false);
            return Base ?? throw new ArgumentException("There is no mlops.json that tells the base: name it with -Base.");
        }

        string chosen = Base ?? order.BaseOf(isForeign ? "" : head) ?? throw new ArgumentException($"mlops.json tells no single base for '{head}': name it with -Base.");
        order.Check(head, isForeign, chosen, Expedited);
        return chosen;
    }

    private static async Task<HostBranch> BranchAsync(HostedRepository on, HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        await on.Host.FindBranchAsync(repository, branch, cancellationToken).ConfigureAwait(false) ?? throw new BranchNotOnHostException(branch, $"{repository} on {on.Connection.Name}");

    private async Task<PullRequestBody> TextAsync(LocalClone? clone, HostedRepository target, HostBranch head, HostBranch onto, CancellationToken cancellationToken)
    {
        string template = TemplatePath is null
            ? PullRequestBody.DefaultTemplate
            : File.ReadAllText(await AskAsync(() => GetUnresolvedProviderPathFromPSPath(TemplatePath)).ConfigureAwait(false));
        var parts = new PullRequestParts(head.Name, onto.Name)
        {
            Summary = Summary ?? "",
            Notebooks = PullRequestBody.Uses(template, "notebooks") ? await NotebooksAsync(clone, head, onto, cancellationToken).ConfigureAwait(false) : [],
            Report = _content.IsEmpty ? "" : Report(),
        };
        return PullRequestBody.Make(template, parts, target.Host.Kind);
    }

    private string Report() => MarkdownReport.Write(
        _content, new ReportFrame(ReportText.Of(ReportTitle.Of(_content)), Clock.GetUtcNow(), typeof(NewMlopsPullRequestCommand).Assembly.GetName().Version?.ToString(3) ?? ""));

    private async Task<IReadOnlyList<RevisionNotebook>> NotebooksAsync(LocalClone? clone, HostBranch head, HostBranch onto, CancellationToken cancellationToken)
    {
        if (clone is null)
        {
            await VerboseAsync("There is no clone here: the text shows no differences of notebooks.").ConfigureAwait(false);
            return [];
        }

        try
        {
            return await Task.Run(() => RevisionNotebooks.Compare(clone.Root, onto.Commit, head.Commit, new NotebookCompareOptions(), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (GitException failure)
        {
            await WarnAsync($"The differences of notebooks are left out: {failure.Message} 'git fetch' gets what the clone lacks.").ConfigureAwait(false);
            return [];
        }
    }
}
