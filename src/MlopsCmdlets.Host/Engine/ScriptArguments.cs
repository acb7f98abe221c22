using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Host.Engine;

/// <summary>Command-line words as a script's named and positional arguments. Values stay text: the engine converts them.</summary>
/// <param name="Named">By parameter name, for splatting.</param>
/// <param name="Positional">In order, for splatting.</param>
internal sealed partial record ScriptArguments(Hashtable Named, object[] Positional)
{
    /// <summary>Sorts the words by what the script declares; what it does not declare is passed on for the engine to refuse.</summary>
    /// <exception cref="ArgumentException">A parameter is given twice, is ambiguous, or lacks its value.</exception>
    public static ScriptArguments Parse(IReadOnlyList<string> words, IReadOnlyDictionary<string, ParameterMetadata> declared)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var positional = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--")
            {
                positional.AddRange(words.Skip(i + 1));
                break;
            }

            if (ParameterWord().Match(words[i]) is not { Success: true } match)
            {
                positional.Add(words[i]);
                continue;
            }

            var parameter = Find(match.Groups["name"].Value, declared);
            var name = parameter?.Name ?? match.Groups["name"].Value;
            if (named.ContainsKey(name)) throw new ArgumentException($"-{name} is given twice.");
            var value = match.Groups["value"];
            if (value.Success) named[name] = Value(value.Value, words, ref i, parameter);
            else if (parameter is null or { SwitchParameter: true }) named[name] = true;
            else if (i + 1 < words.Count) named[name] = Value(words[++i], words, ref i, parameter);
            else throw new ArgumentException($"-{name} needs a value.");
        }

        return new ScriptArguments(named, [.. Positionals(positional, named, declared)]);
    }

    /// <summary>By name, alias or unambiguous beginning, as PowerShell does.</summary>
    private static ParameterMetadata? Find(string name, IReadOnlyDictionary<string, ParameterMetadata> declared)
    {
        bool Has(ParameterMetadata p, Func<string, bool> matches) => matches(p.Name) || p.Aliases.Any(matches);
        var exact = declared.Values.FirstOrDefault(p => Has(p, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)));
        if (exact is not null) return exact;
        var candidates = declared.Values.Where(p => Has(p, n => n.StartsWith(name, StringComparison.OrdinalIgnoreCase))).ToList();
        return candidates.Count > 1
            ? throw new ArgumentException($"-{name} is ambiguous: {string.Join(", ", candidates.Select(c => "-" + c.Name))}.")
            : candidates.FirstOrDefault();
    }

    private static object Value(string text, IReadOnlyList<string> words, ref int index, ParameterMetadata? parameter)
    {
        if (parameter is null or { SwitchParameter: true })
            return text.ToUpperInvariant() switch { "$TRUE" => true, "$FALSE" => false, _ => text };
        if (!IsList(parameter)) return text;

        // "a, b" arrives as two words.
        while (text.EndsWith(',') && index + 1 < words.Count) text += words[++index];
        return Split(text);
    }

    private static IEnumerable<object> Positionals(List<string> words, Hashtable named, IReadOnlyDictionary<string, ParameterMetadata> declared)
    {
        var order = declared.Values
            .Where(p => !named.ContainsKey(p.Name))
            .Select(p => (Parameter: p, Position: p.ParameterSets.Values.Min(s => s.Position)))
            .Where(p => p.Position >= 0)
            .OrderBy(p => p.Position)
            .Select(p => p.Parameter)
            .ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var takesRest = i < order.Count && order[i].ParameterSets.Values.Any(s => s.ValueFromRemainingArguments);
            yield return i < order.Count && IsList(order[i]) && !takesRest ? Split(words[i]) : words[i];
        }
    }

    private static bool IsList(ParameterMetadata parameter) =>
        parameter.ParameterType.IsArray
        || (typeof(IList).IsAssignableFrom(parameter.ParameterType) && parameter.ParameterType != typeof(string));

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^-(?<name>[\p{L}_][\p{L}\p{Nd}_-]*)(:(?<value>.*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ParameterWord();
}
