using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>The message of a tag for a model: text, a blank line, and trailers (https://git-scm.com/docs/git-interpret-trailers).</summary>
internal static class TagMessage
{
    public static string Of(string text, string? modelId, string? space, IDictionary? metrics, MlopsMeasurement? measurement)
    {
        var trailers = new StringBuilder();
        Add(trailers, "Model-Id", modelId);
        Add(trailers, "Space", space);
        foreach ((string name, string value) in MetricsOf(metrics, measurement))
            Add(trailers, "Metric-" + Key(name), value);
        return trailers.Length == 0 ? text.Trim() : $"{text.Trim()}\n\n{trailers.ToString().TrimEnd()}";
    }

    private static IEnumerable<(string Name, string Value)> MetricsOf(IDictionary? given, MlopsMeasurement? measurement)
    {
        var metrics = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var metric in measurement?.Metrics ?? [])
            metrics[metric.Name] = Invariant(metric.Value);
        foreach (DictionaryEntry metric in given ?? new Hashtable())
            metrics[Invariant(metric.Key)] = Invariant(metric.Value is PSObject wrapped ? wrapped.BaseObject : metric.Value);
        return metrics.Select(m => (m.Key, m.Value));
    }

    private static void Add(StringBuilder trailers, string key, string? value)
    {
        // One line each: a line break in a value could pass for another trailer.
        if (!string.IsNullOrEmpty(value))
            trailers.Append(key).Append(": ").Append(SafeText.OneLine(value)).Append('\n');
    }

    private static string Key(string name) => new([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '-')]);

    private static string Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
