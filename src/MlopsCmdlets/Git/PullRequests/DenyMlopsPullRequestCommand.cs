using System.Management.Automation;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Rejects a pull request as it is: changes requested on GitHub, rejected on Azure Repos.</summary>
/// <remarks><para>The pull request stays open; its author repairs it, and you look again. Close-MlopsPullRequest gives it up. The author is refused.</para></remarks>
/// <example>
///   <summary>Ask for a change</summary>
///   <code>PS&gt; Deny-MlopsPullRequest -Number 7 -Comment 'random_state is gone: results cannot be repeated.'</code>
///   <para>The words are shown to the author.</para>
/// </example>
/// <example>
///   <summary>Reject what failed its gates</summary>
///   <code>PS&gt; if (-not (Test-MlopsGate -Path plan.json -Quiet)) { Get-MlopsPullRequest -Base prd | Deny-MlopsPullRequest -Comment 'The gates of prd failed.' }</code>
///   <para>Every open pull request into prd.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Deny, "MlopsPullRequest", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(PullRequest))]
public sealed class DenyMlopsPullRequestCommand : ReviewCmdlet
{
    /// <summary>What is to be changed.</summary>
    [Parameter(Mandatory = true)]
    [ValidateLength(1, 4_000)]
    public string Comment { get; set; } = "";

    private protected override bool Approves => false;

    private protected override string? Words => Comment;
}
