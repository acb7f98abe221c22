using System.Diagnostics;

namespace MlopsCmdlets.Tests.Shared;

/// <summary>Programs that tests start.</summary>
internal static class ChildProgram
{
    /// <summary>How to start a program; its arguments go to it as they are, and what it writes comes here.</summary>
    public static ProcessStartInfo With(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
