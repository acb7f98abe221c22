using System.Diagnostics;

namespace MlopsCmdlets.Sandbox.Hosting;

/// <summary>Ends the sandbox with whoever started it, so that a killed test or script leaves no server behind.</summary>
internal static class ParentWatch
{
    /// <summary>Completes when the process has ended; at once when there is none.</summary>
    public static async Task ProcessEndedAsync(int processId, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            return;
        }

        using (process) await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Completes when standard input reaches its end.</summary>
    public static async Task InputEndedAsync(CancellationToken cancellationToken)
    {
        var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }
}
