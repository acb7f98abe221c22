using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace MlopsCmdlets.Host.UI;

/// <summary>Asks the user. In a non-interactive run, and when the input has ended, asking fails.</summary>
/// <param name="terminal">Where questions are written.</param>
/// <param name="lines">Where answers come from.</param>
/// <param name="nonInteractive">Never ask.</param>
/// <param name="cancellation">The token of the moment: Ctrl+C ends a question as it ends a pipeline.</param>
internal sealed class Prompter(Terminal terminal, LineReader lines, bool nonInteractive, Func<CancellationToken> cancellation)
{
    public string ReadLine() => Ask("", token => lines.Read(token));

    public SecureString ReadSecret() => Ask("", lines.ReadSecret);

    public ConsoleKeyInfo ReadKey() => terminal.InputIsTerminal
        ? Ask("", token => (object)lines.ReadKey(token)) is ConsoleKeyInfo key ? key : default
        : throw new PSInvalidOperationException("A key can be read from a terminal only.");

    /// <summary>Values for missing parameters or other fields, each asked until it converts to its type.</summary>
    public Dictionary<string, PSObject> Prompt(string? caption, string? message, IEnumerable<FieldDescription> fields)
    {
        WriteHeading(caption, message);
        return fields.ToDictionary(f => f.Name, f => PSObject.AsPSObject(AskField(f)), StringComparer.OrdinalIgnoreCase);
    }

    public PSCredential AskCredential(string? caption, string? message, string? userName)
    {
        WriteHeading(caption, message);
        var user = string.IsNullOrEmpty(userName) ? Ask("User: ", token => lines.Read(token)) : userName;
        return new PSCredential(user, Ask($"Password for user {user}: ", lines.ReadSecret));
    }

    public int Choose(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        WriteHeading(caption, message);
        while (true)
        {
            WriteMenu(choices, defaultChoice >= 0 ? [defaultChoice] : []);
            var answer = Ask("", token => lines.Read(token)).Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;
            if (Find(choices, answer) is { } choice) return choice;
            if (answer == "?") WriteHelp(choices);
        }
    }

    /// <summary>Several choices, one a line, ended by an empty line.</summary>
    public Collection<int> ChooseSeveral(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        WriteHeading(caption, message);
        int[] defaults = [.. defaultChoices ?? []];
        var chosen = new Collection<int>();
        WriteMenu(choices, defaults);
        while (true)
        {
            var answer = Ask($"Choice[{chosen.Count}]: ", token => lines.Read(token)).Trim();
            if (answer.Length == 0) return chosen.Count > 0 ? chosen : new Collection<int>(defaults);
            if (Find(choices, answer) is { } choice) chosen.Add(choice);
            else if (answer == "?") WriteHelp(choices);
        }
    }

    private object AskField(FieldDescription field)
    {
        var label = string.IsNullOrEmpty(field.Label) ? field.Name : field.Label.Replace("&", "", StringComparison.Ordinal);
        var type = LanguagePrimitives.TryConvertTo(field.ParameterTypeFullName, CultureInfo.InvariantCulture, out Type? found) && found is not null
            ? found
            : Type.GetType($"{field.ParameterTypeFullName}, {field.ParameterAssemblyFullName}") ?? typeof(string);
        if (type == typeof(SecureString)) return Ask($"{label}: ", lines.ReadSecret);
        if (type == typeof(PSCredential)) return AskCredential(null, label, null);
        if (type.IsArray || type == typeof(IList) || type == typeof(ArrayList)) return AskList(label, type);
        return Convert(label, type);
    }

    private object AskList(string label, Type type)
    {
        var element = type.GetElementType() ?? typeof(object);
        var values = new List<object>();
        while (true)
        {
            var text = Ask($"{label}[{values.Count}]: ", token => lines.Read(token));
            if (text.Length == 0) return LanguagePrimitives.ConvertTo(values.ToArray(), type, CultureInfo.CurrentCulture);
            if (TryConvert(text, element, out var value)) values.Add(value);
        }
    }

    private object Convert(string label, Type type)
    {
        while (true)
        {
            if (TryConvert(Ask($"{label}: ", token => lines.Read(token)), type, out var value)) return value;
        }
    }

    private bool TryConvert(string text, Type type, out object value)
    {
        try
        {
            value = LanguagePrimitives.ConvertTo(text, type, CultureInfo.CurrentCulture);
            return true;
        }
        catch (PSInvalidCastException failure) when (terminal.InputIsTerminal)
        {
            terminal.WriteError(failure.Message + Environment.NewLine);
            value = text;
            return false;
        }
    }

    private void WriteHeading(string? caption, string? message)
    {
        if (nonInteractive) return;
        if (!string.IsNullOrEmpty(caption)) terminal.Write(Environment.NewLine + Bold(caption) + Environment.NewLine);
        if (!string.IsNullOrEmpty(message)) terminal.Write(message + Environment.NewLine);
    }

    private void WriteMenu(IReadOnlyList<ChoiceDescription> choices, int[] defaults)
    {
        if (nonInteractive) return;
        var menu = choices.Select((c, i) => defaults.Contains(i) ? Bold(Shown(c)) : Shown(c)).Append("[?] Help");
        var standard = defaults.Length == 0 ? "" : $" (default is \"{string.Join(',', defaults.Select(d => Key(choices[d])))}\")";
        terminal.Write($"{string.Join("  ", menu)}{standard}: ");
    }

    private void WriteHelp(IReadOnlyList<ChoiceDescription> choices)
    {
        foreach (var choice in choices) terminal.Write($"{Key(choice)} - {choice.HelpMessage}{Environment.NewLine}");
    }

    private static int? Find(IReadOnlyList<ChoiceDescription> choices, string answer)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (answer.Length > 0 && (Same(answer, Key(choices[i])) || Same(answer, Name(choices[i])))) return i;
        }

        return null;
    }

    private static string Shown(ChoiceDescription choice) => $"[{Key(choice)}] {Name(choice)}";

    private static string Name(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    /// <summary>The letter after the ampersand, or the whole label.</summary>
    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label[mark + 1].ToString().ToUpperInvariant() : choice.Label;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.CurrentCultureIgnoreCase);

    private static string Bold(string text) => PSStyle.Instance.Bold + text + PSStyle.Instance.BoldOff;

    private T Ask<T>(string question, Func<CancellationToken, T?> read)
        where T : class
    {
        if (nonInteractive)
            throw new PSInvalidOperationException("The run is not interactive, so nobody can answer a question. Give all mandatory parameters, and -Confirm:$false or -Force where a command asks.");
        terminal.Write(question);
        try
        {
            return read(cancellation()) ?? throw new PSInvalidOperationException("A question was asked, but the input has ended. Give all mandatory parameters, and -Confirm:$false or -Force where a command asks.");
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
