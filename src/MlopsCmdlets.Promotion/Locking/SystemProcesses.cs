using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>The processes of this machine.</summary>
public sealed class SystemProcesses : IProcessProbe
{
    // Start times are computed from the time since boot, and two readings differ by less than this.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly Lazy<LocalProcess> _current = new(FindCurrent);

    /// <inheritdoc/>
    public LocalProcess Current => _current.Value;

    /// <inheritdoc/>
    public bool IsGone(LocalProcess process)
    {
        if (!string.Equals(process.Host, Current.Host, StringComparison.OrdinalIgnoreCase) || process.Scope != Current.Scope)
            return false;
        try
        {
            using var running = Process.GetProcessById(process.Id);
            return (StartOf(running) - process.StartedAt).Duration() > Tolerance;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended while we looked, or we may not look: the next look tells.
            return false;
        }
    }

    private static LocalProcess FindCurrent()
    {
        using var process = Process.GetCurrentProcess();
        return new LocalProcess(Environment.MachineName, FindScope(), process.Id, StartOf(process));
    }

    private static DateTimeOffset StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUniversalTime();

    private static string FindScope()
    {
        const string boot = "/proc/sys/kernel/random/boot_id";
        try
        {
            if (!File.Exists(boot))
                return "";
#if NET
            var space = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
#else
            const string space = "";
#endif
            return string.Format(CultureInfo.InvariantCulture, "{0} {1}", File.ReadAllText(boot).Trim(), space).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
