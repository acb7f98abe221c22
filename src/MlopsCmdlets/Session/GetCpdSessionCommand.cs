using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

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
        foreach (string name in Name)
        {
            WildcardPattern pattern = NamePattern.Of(name);
            CpdSession[] found = [.. sessions.Where(s => pattern.IsMatch(s.Name))];
            foreach (CpdSession session in found)
                await WriteAsync(session).ConfigureAwait(false);
            if (found.Length == 0 && !NamePattern.HasWildcards(name))
                await FailAsync(new ItemNotFoundException($"There is no session named '{name}'."), name).ConfigureAwait(false);
        }
    }
}
