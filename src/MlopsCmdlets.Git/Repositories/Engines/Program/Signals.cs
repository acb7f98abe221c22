#if NET
using System.Runtime.InteropServices;

namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>What Unix has and .NET does not give: asking a process to end.</summary>
internal static class Signals
{
    private const int SigTerm = 15;

    /// <summary>Asks a process to end.</summary>
    /// <returns>Whether it could be asked.</returns>
    public static bool Terminate(int process) => Kill(process, SigTerm) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
#endif
