using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>Lists the Git hosts that are connected; the one connected last comes last.</summary>
/// <remarks><para>A connection belongs to the PowerShell session that made it, and ends with it or with Disconnect-MlopsGitHost.</para></remarks>
/// <example>
///   <summary>See where and as whom you are connected</summary>
///   <code>PS&gt; Get-MlopsGitHost</code>
///   <para>Shows name, product, user and address.</para>
/// </example>
/// <example>
///   <summary>What the token of a pipeline cannot do</summary>
///   <code>PS&gt; (Get-MlopsGitHost github.com).Lacks</code>
///   <para>One sentence each; nothing for the token of a person.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsGitHost")]
[OutputType(typeof(MlopsGitHost))]
public sealed class GetMlopsGitHostCommand : MlopsCmdlet
{
    /// <summary>Names of connections; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GitHostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        GitHostList hosts = (await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false)).GitHosts;
        await WriteMatchingAsync("Git host", hosts.All, host => host.Name, Name).ConfigureAwait(false);
    }
}
