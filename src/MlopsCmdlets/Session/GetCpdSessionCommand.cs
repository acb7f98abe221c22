using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Session;

/// <summary>Lists the sessions with Cloud Pak for Data; the current one comes last.</summary>
/// <remarks><para>A session belongs to the PowerShell session that made it. Pass the object to other runspaces, for example with $using:.</para></remarks>
/// <example>
///   <summary>See where you are connected</summary>
///   <code>PS&gt; Get-CpdSession</code>
///   <para>Shows name, address, user, release and when the token expires.</para>
/// </example>
/// <example>
///   <summary>Use a named session</summary>
///   <code>PS&gt; Get-CpdSpace -Session (Get-CpdSession -Name prd)</code>
///   <para>The same as -Session prd.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdSession")]
[OutputType(typeof(CpdSession))]
public sealed class GetCpdSessionCommand : MlopsCmdlet
{
    /// <summary>Names of sessions; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<CpdSession> sessions = (await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false)).Sessions.All;
        await WriteMatchingAsync("session", sessions, session => session.Name, Name).ConfigureAwait(false);
    }
}
