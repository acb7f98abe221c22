using System.Diagnostics;
#if NETFRAMEWORK
using System.Text;
#endif

namespace MlopsCmdlets.Tests.Shared;

/// <summary>Programs that tests start.</summary>
internal static class ChildProgram
{
    /// <summary>How to start a program; its arguments go to it as they are, and what it writes comes here.</summary>
    public static ProcessStartInfo With(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
#if NETFRAMEWORK
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        start.Arguments = string.Join(" ", arguments.Select(a => "\"" + a.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"")); // as mono reads it on Unix
#else
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
#endif
        return start;
    }
}
