using System.Management.Automation;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Approves a pull request, for the commit that was looked at.</summary>
/// <remarks>
/// <para>The author is refused, whatever the host's rules say. The approval belongs to the head that was looked at: if it moved since, nothing is approved. Where the
/// branch's rules dismiss stale approvals (Protect-MlopsBranch -DismissStale), a later push takes it back.</para>
/// </remarks>
/// <example>
///   <summary>Look, then approve what was looked at</summary>
///   <code>PS&gt; $request = Get-MlopsPullRequest 7; Compare-MlopsNotebook -PullRequest $request; $request | Approve-MlopsPullRequest -Comment 'test_size as agreed'</code>
///   <para>Commits that were pushed in between make it an error.</para>
/// </example>
/// <example>
///   <summary>As somebody else than the one connected last</summary>
///   <code>PS&gt; Approve-MlopsPullRequest -Number 7 -GitHost lead -ExpectedHead 3f2a9c11d0</code>
///   <para>-GitHost names a connection of Connect-MlopsGitHost.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Approve, "MlopsPullRequest", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(PullRequest))]
public sealed class ApproveMlopsPullRequestCommand : ReviewCmdlet
{
    /// <summary>What there is to say about it.</summary>
    [Parameter]
    [ValidateLength(1, 4_000)]
    public string? Comment { get; set; }

    private protected override bool Approves => true;

    private protected override string? Words => Comment;
}
