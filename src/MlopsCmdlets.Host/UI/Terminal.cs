using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace MlopsCmdlets.Host.UI;

/// <summary>The process's three standard streams, and what may be written to each: colours and a status line on a terminal only.</summary>
internal sealed class Terminal
{
    private const int RedirectedWidth = 120;
    private const int NarrowWidth = 80;
    private const int RedirectedHeight = 50;
    private const string EraseLine = "\r\u001b[K";

    private readonly Lock gate = new();
    private readonly bool dumb;
    private bool statusShown;

    public Terminal()
    {
        dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var noColor = dumb || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        InputIsTerminal = !Console.IsInputRedirected;
        OutputIsTerminal = !Console.IsOutputRedirected;
        ErrorIsTerminal = !Console.IsErrorRedirected;
        OutputHasColor = OutputIsTerminal && !noColor;
        ErrorHasColor = ErrorIsTerminal && !noColor;
    }

    public bool InputIsTerminal { get; }

    public bool OutputIsTerminal { get; }

    public bool ErrorIsTerminal { get; }

    public bool OutputHasColor { get; }

    public bool ErrorHasColor { get; }

    /// <summary>Whether progress can be drawn: on the error stream, so that redirected output still shows it.</summary>
    public bool HasStatusLine => ErrorIsTerminal && !dumb;

    /// <summary>Columns of the terminal; 120 where output goes to a file or pipe.</summary>
    public int Width => OutputIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : RedirectedWidth;

    public int Height => OutputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : RedirectedHeight;

    /// <summary>Room for the status line, whose terminal cannot be measured when output is redirected.</summary>
    public int StatusWidth => (OutputIsTerminal ? Width : NarrowWidth) - 1;

    public static void UseUtf8()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        if (Console.IsInputRedirected) Console.InputEncoding = utf8;
    }

    public void Write(string text) => Write(Console.Out, OutputHasColor, text);

    public void WriteError(string text) => Write(Console.Error, ErrorHasColor, text);

    /// <summary>Replaces the status line; null erases it. Text of any other kind erases it too.</summary>
    public void ShowStatus(string? text)
    {
        lock (gate)
        {
            if (!HasStatusLine || (text is null && !statusShown)) return;
            Console.Error.Write(EraseLine + text);
            statusShown = text is not null;
        }
    }

    private void Write(TextWriter writer, bool color, string text)
    {
        lock (gate)
        {
            if (statusShown) ShowStatus(null);
            writer.Write(color ? text : Plain(text));
        }
    }

    /// <summary>The engine hands over colours even when it renders plain text.</summary>
    private static string Plain(string text) => text.Contains('\u001b') ? new StringDecorated(text).ToString(OutputRendering.PlainText) : text;
}
