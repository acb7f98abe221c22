using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>Parts of a notebook as lines that can be compared: order of properties, layout and execution counts do not show, everything else does.</summary>
internal static class CellText
{
    public static string[] MetadataLines(this NotebookDocument notebook)
    {
        using JsonDocument? document = notebook.ParseMetadata();
        return document is null ? [] : Json(document.RootElement);
    }

    public static string[] MetadataLines(this NotebookCell cell) => JsonOf(cell, cell.Metadata);

    public static string[] AttachmentLines(this NotebookCell cell) => JsonOf(cell, cell.Attachments);

    /// <summary>Text as it is; pictures and other data as size and hash.</summary>
    public static string[] OutputLines(this NotebookCell cell)
    {
        if (cell.Outputs is not { } range)
            return [];
        var lines = new List<string>();
        using JsonDocument document = cell.Parse(range);
        foreach (JsonElement output in document.RootElement.EnumerateArray())
            AddOutput(lines, output);
        return [.. lines];
    }

    private static void AddOutput(List<string> lines, JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Object)
        {
            lines.AddRange(Json(output));
            return;
        }

        string type = output.TryGetProperty("output_type", out JsonElement given) ? Text(given) : "";
        lines.Add($"[{type}]");
        foreach (JsonProperty property in output.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            switch (property.Name)
            {
                case "output_type" or "execution_count":
                    break;
                case "text" or "traceback" or "ename" or "evalue" or "name":
                    lines.AddRange(Text(property.Value, property.Name == "traceback" ? "\n" : "").Split('\n'));
                    break;
                case "data" when property.Value.ValueKind == JsonValueKind.Object:
                    foreach (JsonProperty data in property.Value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                        AddData(lines, data);
                    break;
                case "metadata" when property.Value.ValueKind == JsonValueKind.Object && !property.Value.EnumerateObject().Any():
                    break;
                default:
                    lines.Add($"{property.Name}:");
                    lines.AddRange(Json(property.Value));
                    break;
            }
        }
    }

    private static void AddData(List<string> lines, JsonProperty data)
    {
        bool isText = data.Name.StartsWith("text/", StringComparison.Ordinal) || data.Name == "image/svg+xml";
        bool isJson = data.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Array) || data.Name.EndsWith("json", StringComparison.Ordinal);
        if (isText)
        {
            lines.Add($"{data.Name}:");
            lines.AddRange(Text(data.Value).Split('\n'));
        }
        else if (isJson)
        {
            lines.Add($"{data.Name}:");
            lines.AddRange(Json(data.Value));
        }
        else
        {
            string text = Text(data.Value);
            using var algorithm = SHA256.Create();
            string hash = BitConverter.ToString(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 8).Replace("-", "").ToLowerInvariant();
            lines.Add($"{data.Name}: {text.Length} characters, SHA-256 {hash}...");
        }
    }

    private static string[] JsonOf(NotebookCell cell, ByteRange? part)
    {
        if (part is not { } range)
            return [];
        using JsonDocument document = cell.Parse(range);
        return Json(document.RootElement) is { Length: > 1 } lines ? lines : [];
    }

    /// <summary>Text, or a list of pieces of it.</summary>
    private static string Text(JsonElement value, string separator = "") => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value),
        JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Select(v => Text(v))),
        _ => value.GetRawText(),
    };

    /// <summary>The library refuses lone surrogates, which are in some outputs.</summary>
    private static string StringOf(JsonElement value)
    {
        byte[] raw = Encoding.UTF8.GetBytes(value.GetRawText());
        return JsonText.Decode(raw, new ByteRange(1, raw.Length - 1));
    }

    private static string[] Json(JsonElement value)
    {
        var lines = new List<string>();
        AddJson(lines, value, "", "", "");
        return [.. lines];
    }

    private static void AddJson(List<string> lines, JsonElement value, string indent, string name, string end)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            lines.Add($"{indent}{name}{{");
            List<JsonProperty> properties = [.. value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)];
            for (int i = 0; i < properties.Count; i++)
                AddJson(lines, properties[i].Value, indent + "  ", $"\"{JsonText.Encode(properties[i].Name, asciiOnly: false)}\": ", i < properties.Count - 1 ? "," : "");
            lines.Add($"{indent}}}{end}");
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            lines.Add($"{indent}{name}[");
            int left = value.GetArrayLength();
            foreach (JsonElement item in value.EnumerateArray())
                AddJson(lines, item, indent + "  ", "", --left > 0 ? "," : "");
            lines.Add($"{indent}]{end}");
        }
        else
        {
            string text = value.ValueKind switch
            {
                JsonValueKind.String => $"\"{JsonText.Encode(StringOf(value), asciiOnly: false)}\"",
                JsonValueKind.Object => "{}",
                JsonValueKind.Array => "[]",
                _ => value.GetRawText(),
            };
            lines.Add($"{indent}{name}{text}{end}");
        }
    }
}
