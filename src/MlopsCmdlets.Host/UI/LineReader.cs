using System.Security;
using System.Text;

namespace MlopsCmdlets.Host.UI;

/// <summary>Reads lines: from the terminal with echo or mask, backspace and history; from redirected input as they are.</summary>
internal sealed class LineReader(Terminal terminal)
{
    private const string EraseCharacter = "\b \b";

    private readonly KeyReader keys = new();
    private readonly List<string> history = [];

    public ConsoleKeyInfo ReadKey(CancellationToken cancellationToken) => keys.ReadKey(cancellationToken);

    /// <summary>A line, or null at the end of the input (Ctrl+D on an empty line).</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public string? Read(CancellationToken cancellationToken, bool withHistory = false)
    {
        if (!terminal.InputIsTerminal) return keys.ReadRedirectedLine(cancellationToken);
        var text = new StringBuilder();
        var place = history.Count;
        while (true)
        {
            var key = keys.ReadKey(cancellationToken);
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    terminal.Write(Environment.NewLine);
                    if (withHistory && text.Length > 0 && (history.Count == 0 || history[^1] != text.ToString())) history.Add(text.ToString());
                    return text.ToString();
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when text.Length == 0:
                    terminal.Write(Environment.NewLine);
                    return null;
                case { Key: ConsoleKey.Backspace } when text.Length > 0:
                    text.Length--;
                    terminal.Write(EraseCharacter);
                    break;
                case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                    Replace(text, "");
                    break;
                case { Key: ConsoleKey.UpArrow } when withHistory && place > 0:
                    Replace(text, history[--place]);
                    break;
                case { Key: ConsoleKey.DownArrow } when withHistory && place < history.Count:
                    Replace(text, ++place < history.Count ? history[place] : "");
                    break;
                default:
                    if (char.IsControl(key.KeyChar)) break;
                    text.Append(key.KeyChar);
                    terminal.Write(key.KeyChar.ToString());
                    break;
            }
        }
    }

    /// <summary>A secret, shown as asterisks; null at the end of the input.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public SecureString? ReadSecret(CancellationToken cancellationToken)
    {
        var secret = new SecureString();
        if (!terminal.InputIsTerminal)
        {
            if (keys.ReadRedirectedLine(cancellationToken) is not { } line) return null;
            foreach (var character in line) secret.AppendChar(character);
            secret.MakeReadOnly();
            return secret;
        }

        while (true)
        {
            var key = keys.ReadKey(cancellationToken);
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    terminal.Write(Environment.NewLine);
                    secret.MakeReadOnly();
                    return secret;
                case { Key: ConsoleKey.Backspace } when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    terminal.Write(EraseCharacter);
                    break;
                default:
                    if (char.IsControl(key.KeyChar)) break;
                    secret.AppendChar(key.KeyChar);
                    terminal.Write("*");
                    break;
            }
        }
    }

    private void Replace(StringBuilder text, string with)
    {
        terminal.Write(string.Concat(Enumerable.Repeat(EraseCharacter, text.Length)) + with);
        text.Clear().Append(with);
    }
}
