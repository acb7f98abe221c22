using System.Management.Automation;

namespace MlopsCmdlets.Host.Engine;

/// <summary>
/// Last in every pipeline: the engine's Out-Default, but what it still holds (the rows of a table) is shown even if the script ends with an error,
/// and the error about an unknown command adds that PowerShell may well have it.
/// </summary>
[Cmdlet("Out", "MlopsHost")]
public sealed class OutHostCommand : PSCmdlet, IDisposable
{
    internal const string CommandName = "Out-MlopsHost";

    private SteppablePipeline? display;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing()
    {
        display = ScriptBlock.Create("Out-Default").GetSteppablePipeline();
        display.Begin(expectInput: true);
    }

    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is ErrorRecord error) Explain(error);
        display!.Process(InputObject);
    }

    protected override void EndProcessing() => Flush();

    /// <summary>Called by the engine in any case, at once after <see cref="EndProcessing"/> or after what ended the script.</summary>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (RuntimeException)
        {
            // The run was stopped: nothing more is to be shown.
        }
    }

    internal static void Explain(ErrorRecord error)
    {
        if (error.Exception is not CommandNotFoundException { CommandName: { Length: > 0 } command } || error.ErrorDetails is not null) return;
        if (command.IndexOfAny(['/', '\\', '.']) >= 0) return; // a file, which PowerShell would not have either
        error.ErrorDetails = new ErrorDetails(
            $"'{command}' is not available in this host, which has the engine's core commands and modules on the module path only. "
            + "If it is a command of PowerShell's own or a program, check its name and run the script in PowerShell: pwsh -File <script>.");
    }

    private void Flush()
    {
        if (display is null) return;
        using var last = display;
        display = null;
        last.End();
    }
}
