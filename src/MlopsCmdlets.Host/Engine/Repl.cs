using MlopsCmdlets.Host.UI;

namespace MlopsCmdlets.Host.Engine;

/// <summary>The interactive prompt: reads a line, runs it, until <c>exit</c> or the end of the input.</summary>
internal sealed class Repl(EngineSession session, ScriptHost host, Terminal terminal, LineReader lines, Interruption interruption)
{
    public int Run()
    {
        var code = ExitCode.Success;
        while (host.RequestedExitCode is null && !interruption.MustEnd)
        {
            try
            {
                if (ReadCommand() is not { } command) return code;
                if (!string.IsNullOrWhiteSpace(command)) code = session.RunText(command);
            }
            catch (OperationCanceledException)
            {
                terminal.Write(Environment.NewLine);
            }

            interruption.Reset();
        }

        return host.RequestedExitCode ?? interruption.ExitCode ?? code;
    }

    /// <summary>One command, over as many lines as it needs; an empty line ends it in any case.</summary>
    private string? ReadCommand()
    {
        terminal.Write($"PS {session.CurrentLocation}> ");
        var text = lines.Read(interruption.Token, withHistory: true);
        while (text is not null && EngineSession.IsIncomplete(text))
        {
            terminal.Write(">> ");
            if (lines.Read(interruption.Token, withHistory: true) is not { Length: > 0 } more) break;
            text += "\n" + more;
        }

        return text;
    }
}
