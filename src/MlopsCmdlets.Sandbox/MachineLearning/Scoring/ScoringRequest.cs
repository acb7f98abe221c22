using System.Text.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>Reads the body of a predictions call, and the same structure in a batch job.</summary>
internal static class ScoringRequest
{
    /// <summary>The items of <c>input_data</c> of a predictions body.</summary>
    /// <exception cref="ApiException">The body has another form; the message names the item.</exception>
    public static ScoringBlock[] Parse(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("input_data", out var data))
            throw Invalid("The body must be a JSON object with the field 'input_data'.", "input_data");
        return ParseInputData(data);
    }

    /// <summary>The items of an <c>input_data</c> array.</summary>
    /// <inheritdoc cref="Parse"/>
    public static ScoringBlock[] ParseInputData(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Array) throw Invalid("The field 'input_data' must be an array.", "input_data");
        if (data.GetArrayLength() == 0) throw Invalid("The field 'input_data' must hold at least one item.", "input_data");
        return [.. data.EnumerateArray().Select(Block)];
    }

    /// <summary>The error for input that the deployed asset cannot take.</summary>
    public static ApiException Invalid(string message, string target) => ApiException.BadRequest(message, "invalid_input", target);

    private static ScoringBlock Block(JsonElement item, int index)
    {
        var place = $"input_data[{index}]";
        if (item.ValueKind != JsonValueKind.Object) throw Invalid($"{place} must be a JSON object.", "input_data");

        string? id = null;
        if (item.TryGetProperty("id", out var idElement) && idElement.ValueKind != JsonValueKind.Null)
            id = idElement.ValueKind == JsonValueKind.String ? idElement.GetString() : throw Invalid($"{place}.id must be a string.", "id");

        string[]? fields = null;
        if (item.TryGetProperty("fields", out var names) && names.ValueKind != JsonValueKind.Null)
        {
            if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
                throw Invalid($"{place}.fields must be an array of column names.", "fields");
            fields = [.. names.EnumerateArray().Select(name => name.GetString()!)];
        }

        JsonElement[] rows = [];
        if (item.TryGetProperty("values", out var values))
        {
            if (values.ValueKind != JsonValueKind.Array) throw Invalid($"{place}.values must be an array of rows.", "values");
            rows = [.. values.EnumerateArray()];
        }

        return new(item, id, fields, rows);
    }
}
