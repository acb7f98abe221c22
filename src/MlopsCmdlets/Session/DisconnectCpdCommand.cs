using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Session;

/// <summary>Ends sessions with Cloud Pak for Data and forgets their secrets.</summary>
/// <remarks><para>Without arguments the current session is ended; the one connected before it becomes the current one.</para></remarks>
/// <example>
///   <summary>End the current session</summary>
///   <code>PS&gt; Disconnect-Cpd</code>
///   <para>The secret and the token are overwritten in memory.</para>
/// </example>
/// <example>
///   <summary>End all sessions</summary>
///   <code>PS&gt; Get-CpdSession | Disconnect-Cpd</code>
///   <para>Ends every session of this PowerShell session.</para>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "Cpd")]
[OutputType(typeof(void))]
public sealed class DisconnectCpdCommand : MlopsCmdlet
{
    /// <summary>The session, or its name; the current session if not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public CpdSession? Session { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        SessionList sessions = (await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false)).Sessions;
        if ((Session ?? sessions.Current) is not { } session)
            return;
        sessions.Remove(session);
        session.Dispose();
    }
}
