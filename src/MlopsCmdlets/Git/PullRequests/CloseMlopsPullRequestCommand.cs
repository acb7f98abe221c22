using System.Management.Automation;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Closes a pull request without merging it; abandoned on Azure Repos.</summary>
/// <remarks><para>Its branch stays: Remove-MlopsBranch removes it. One that is closed already is no error.</para></remarks>
/// <example>
///   <summary>Give one up</summary>
///   <code>PS&gt; Close-MlopsPullRequest -Number 7</code>
///   <para>Emits the pull request as it is then.</para>
/// </example>
/// <example>
///   <summary>Give up what comes from a branch</summary>
///   <code>PS&gt; Get-MlopsPullRequest -Head optimize-churn-model | Close-MlopsPullRequest</code>
///   <para>Every open pull request of that branch.</para>
/// </example>
[Cmdlet(VerbsCommon.Close, "MlopsPullRequest", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(PullRequest))]
public sealed class CloseMlopsPullRequestCommand : PullRequestCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        HostedPullRequest request = LocateRequest();
        if (!await ApproveAsync(request.Known is { } known ? $"{request}: {known.Title}" : $"{request}", "Close without merging").ConfigureAwait(false))
            return;
        await WriteAsync(await request.Host.CloseAsync(request.Name, request.Number, cancellationToken).ConfigureAwait(false), request.Repository.Connection).ConfigureAwait(false);
    }
}
