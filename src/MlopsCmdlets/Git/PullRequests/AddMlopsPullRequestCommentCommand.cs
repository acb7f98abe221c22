using System.Management.Automation;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Writes a comment on a pull request, or replaces the one that it wrote earlier.</summary>
/// <remarks>
/// <para>A comment has a key, which readers do not see. One of the same user with the same key is replaced, so that a pipeline that runs ten times leaves one report and not ten.
/// Markdown comes from the pipeline: from Export-MlopsReport -AsMarkdown, Compare-MlopsNotebook -AsMarkdown, or as lines of a file; several texts become one comment.</para>
/// </remarks>
/// <example>
///   <summary>Attach a report</summary>
///   <code>PS&gt; $plan, $measurement | Export-MlopsReport -AsMarkdown | Add-MlopsPullRequestComment -Number 7 -Key uat-report</code>
///   <para>The next run replaces it. Emits what became of the comment, with its address.</para>
/// </example>
/// <example>
///   <summary>One sentence on all that is open</summary>
///   <code>PS&gt; Get-MlopsPullRequest -Base prd | Add-MlopsPullRequestComment -Markdown 'prd is frozen until Monday.' -Key freeze</code>
///   <para>One comment each.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "MlopsPullRequestComment", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(PullRequestComment))]
public sealed class AddMlopsPullRequestCommentCommand : PullRequestCmdlet
{
    private const int Longest = 60_000;
    private readonly List<string> _texts = [];
    private HostedPullRequest? _request;

    /// <summary>The text.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string Markdown { get; set; } = "";

    /// <summary>Name of the comment among those of this user: letters, digits, dots, slashes, hyphens and underscores.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$")]
    public string Key { get; set; } = "report";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        HostedPullRequest request = LocateRequest();
        if (_request is not null && (_request.Number != request.Number || _request.Repository != request.Repository))
            await CommentAsync(cancellationToken).ConfigureAwait(false);
        _request = request;
        _texts.Add(Markdown);
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => CommentAsync(cancellationToken);

    private async Task CommentAsync(CancellationToken cancellationToken)
    {
        if (_request is not { } request)
            return;
        string text = string.Join("\n", _texts).Trim();
        _request = null;
        _texts.Clear();
        // The next one came already: a failure is of this one, and stops no other.
        await AttemptAsync((object?)request.Known ?? request.Number, () => CommentAsync(request, text, cancellationToken)).ConfigureAwait(false);
    }

    private async Task CommentAsync(HostedPullRequest request, string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0)
            throw new ArgumentException($"The comment '{Key}' on {request} has no text.");
        if (text.Length > Longest)
            throw new ArgumentException($"The comment '{Key}' has {text.Length} characters; hosts keep {Longest}. Compare-MlopsNotebook -AsMarkdown and Export-MlopsReport keep to that, each for itself.");
        if (!await ApproveAsync($"{request}", $"Write the comment '{Key}'").ConfigureAwait(false))
            return;
        Traced(request.Repository);
        await WriteAsync(await request.Host.CommentAsync(request.Name, request.Number, Key, text, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
