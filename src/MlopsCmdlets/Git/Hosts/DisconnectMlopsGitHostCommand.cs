using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>Ends connections with Git hosts and forgets their tokens.</summary>
/// <remarks><para>Without arguments the one connected last is ended; the one before it becomes the current one. The token stays valid on the host: revoke it there.</para></remarks>
/// <example>
///   <summary>End the current connection</summary>
///   <code>PS&gt; Disconnect-MlopsGitHost</code>
///   <para>The token is overwritten in memory.</para>
/// </example>
/// <example>
///   <summary>End all connections</summary>
///   <code>PS&gt; Get-MlopsGitHost | Disconnect-MlopsGitHost</code>
///   <para>Ends every connection of this PowerShell session.</para>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "MlopsGitHost")]
[OutputType(typeof(void))]
public sealed class DisconnectMlopsGitHostCommand : MlopsCmdlet
{
    /// <summary>The Git host, or its name; the one connected last if not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [GitHostArgument]
    [ArgumentCompleter(typeof(GitHostCompleter))]
    [ValidateNotNull]
    public MlopsGitHost? GitHost { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        GitHostList hosts = (await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false)).GitHosts;
        if ((GitHost ?? hosts.Current) is not { } host)
            return;
        hosts.Remove(host);
        host.Dispose();
    }
}
