using System.Management.Automation;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Sandbox;

/// <summary>Lists the sandboxes that were started in this session.</summary>
/// <remarks><para>A sandbox that ended by itself is shown as Stopped.</para></remarks>
/// <example>
///   <summary>See what runs</summary>
///   <code>PS&gt; Get-MlopsSandbox</code>
///   <para>Shows URL, release, state and process id.</para>
/// </example>
/// <example>
///   <summary>Connect to a running sandbox again</summary>
///   <code>PS&gt; Get-MlopsSandbox | Connect-Cpd</code>
///   <para>Takes URL, credential and certificate authority from the sandbox.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsSandbox")]
[OutputType(typeof(MlopsSandbox))]
public sealed class GetMlopsSandboxCommand : MlopsCmdlet
{
    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        RunspaceState state = await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false);
        foreach (MlopsSandbox sandbox in state.Sandboxes.All)
            await WriteAsync(sandbox).ConfigureAwait(false);
    }
}
