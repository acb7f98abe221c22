using System.Text.Json;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>The input columns of a model, as its document states them, and what a change of them does to consumers.</summary>
internal static class InputSchema
{
    // What authors call types, by what JSON values a consumer sends for them.
    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "int", "integer", "long", "bigint", "short", "smallint", "tinyint", "byte", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    };

    private static readonly HashSet<string> Decimal = new(StringComparer.OrdinalIgnoreCase) { "double", "float", "float16", "float32", "float64", "real", "decimal", "number", "numeric" };

    private static readonly HashSet<string> Text = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "str", "text", "object", "category", "char", "varchar", "date", "time", "datetime", "timestamp",
    };

    /// <summary>The input columns; empty for a model that was stored without a schema.</summary>
    internal static IReadOnlyList<InputField> Of(AssetDocument model)
    {
        var entity = Member(model.Entity, model.Header.Type) is { ValueKind: JsonValueKind.Object } own ? own : model.Entity;
        var input = Member(Member(entity, "schemas"), "input");
        if (input.ValueKind == JsonValueKind.Undefined)
            input = Member(entity, "input_data_schema"); // how models of earlier releases call it
        var tables = input.ValueKind == JsonValueKind.Array ? input.EnumerateArray().ToArray() : [input];
        return [.. tables.Select(table => Member(table, "fields")).Where(fields => fields.ValueKind == JsonValueKind.Array).SelectMany(fields => fields.EnumerateArray()).Select(Field).OfType<InputField>()];
    }

    /// <summary>What consumers of the one would notice when the other takes its place, one sentence each.</summary>
    internal static IEnumerable<string> Problems(IReadOnlyList<InputField> serving, IReadOnlyList<InputField> candidate)
    {
        var added = candidate.Where(field => serving.All(other => other.Name != field.Name)).ToList();
        foreach (var field in serving)
        {
            if (candidate.FirstOrDefault(other => other.Name == field.Name) is { } same)
            {
                if (!Accepts(same.Type, field.Type))
                    yield return $"column '{field.Name}' changed from {Shown(field.Type)} to {Shown(same.Type)}";
                continue;
            }
            // The likeliest new name: the same but for its case, else the only new one of that type.
            var alike = added.Where(other => string.Equals(other.Name, field.Name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (alike.Count == 0)
                alike = added.Where(other => string.Equals(other.Type, field.Type, StringComparison.OrdinalIgnoreCase)).ToList();
            if (alike.Count == 1)
            {
                added.Remove(alike[0]);
                yield return $"column '{field.Name}' was renamed to '{alike[0].Name}'";
            }
            else
            {
                yield return $"column '{field.Name}' was removed";
            }
        }
        foreach (var field in added.Where(field => !field.IsOptional))
            yield return $"column '{field.Name}' ({Shown(field.Type)}) is new and demanded";
    }

    private static bool Accepts(string now, string before)
    {
        var (left, right) = (Family(now), Family(before));
        // A whole number is a number too; the other way a consumer's 1.5 would be refused.
        return left == right || (left == "number" && right == "whole") || left.Length == 0 || right.Length == 0;
    }

    private static string Family(string type)
    {
        var bracket = type.IndexOfAny(['(', '[']);
        var word = (bracket > 0 ? type.Substring(0, bracket) : type).Trim();
        return Whole.Contains(word) ? "whole" : Decimal.Contains(word) ? "number" : Text.Contains(word) ? "text"
            : word.Equals("bool", StringComparison.OrdinalIgnoreCase) || word.Equals("boolean", StringComparison.OrdinalIgnoreCase) ? "truth" : word.ToLowerInvariant();
    }

    private static string Shown(string type) => type.Length == 0 ? "no stated type" : type;

    private static InputField? Field(JsonElement field) =>
        Member(field, "name") is { ValueKind: JsonValueKind.String } name
            ? new InputField(name.GetString()!, Member(field, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString()! : "",
                Member(field, "nullable").ValueKind == JsonValueKind.True || Member(field, "required").ValueKind == JsonValueKind.False)
            : null;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
}
