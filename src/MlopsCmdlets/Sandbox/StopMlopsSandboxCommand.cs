using System.Management.Automation;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Sandbox;

/// <summary>Stops a sandbox; what it held is lost.</summary>
/// <remarks><para>A sandbox also ends by itself with the PowerShell process that started it.</para></remarks>
/// <example>
///   <summary>Stop one sandbox</summary>
///   <code>PS&gt; $sandbox | Stop-MlopsSandbox</code>
///   <para>Ends the program that Start-MlopsSandbox had started.</para>
/// </example>
/// <example>
///   <summary>Stop all sandboxes of this session</summary>
///   <code>PS&gt; Stop-MlopsSandbox</code>
///   <para>Without input, all sandboxes that were started here are stopped.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "MlopsSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopMlopsSandboxCommand : MlopsCmdlet
{
    /// <summary>The sandbox to stop; all sandboxes of this session if not given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public MlopsSandbox[]? InputObject { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        RunspaceState state = await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false);
        foreach (MlopsSandbox sandbox in InputObject ?? [.. state.Sandboxes.All])
        {
            if (!await ApproveAsync(sandbox.Url.ToString(), "Stop the sandbox").ConfigureAwait(false))
                continue;
            sandbox.Stop();
            state.Sandboxes.Remove(sandbox);
        }
    }
}
