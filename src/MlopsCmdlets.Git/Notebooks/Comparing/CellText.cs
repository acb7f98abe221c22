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

        lines.Add($"[{(JsonParts.Find(output, "output_type") is { } given ? Text(given) : "")}]");
        foreach ((string name, JsonElement value) in JsonParts.Ordered(output))
        {
            switch (name)
            {
                case "output_type" or "execution_count":
                    break;
                case "text" or "traceback" or "ename" or "evalue" or "name":
                    lines.AddRange(Text(value, name == "traceback" ? "\n" : "").Split('\n'));
                    break;
                case "data" when value.ValueKind == JsonValueKind.Object:
                    foreach ((string type, JsonElement data) in JsonParts.Ordered(value))
                        AddData(lines, type, data);
                    break;
                case "metadata" when value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any():
                    break;
                default:
                    lines.Add($"{name}:");
                    lines.AddRange(Json(value));
                    break;
            }
        }
    }

    private static void AddData(List<string> lines, string type, JsonElement data)
    {
        bool isText = type.StartsWith("text/", StringComparison.Ordinal) || type == "image/svg+xml";
        bool isJson = data.ValueKind is not (JsonValueKind.String or JsonValueKind.Array) || type.EndsWith("json", StringComparison.Ordinal);
        if (isText)
        {
            lines.Add($"{type}:");
            lines.AddRange(Text(data).Split('\n'));
        }
        else if (isJson)
        {
            lines.Add($"{type}:");
            lines.AddRange(Json(data));
        }
        else
        {
            string text = Text(data);
            using var algorithm = SHA256.Create();
            string hash = BitConverter.ToString(algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 8).Replace("-", "").ToLowerInvariant();
            lines.Add($"{type}: {text.Length} characters, SHA-256 {hash}...");
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
        JsonValueKind.String => JsonParts.TextOf(value),
        JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Select(v => Text(v))),
        _ => value.GetRawText(),
    };

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
            List<(string Name, JsonElement Value)> properties = [.. JsonParts.Ordered(value)];
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
                JsonValueKind.String => $"\"{JsonText.Encode(JsonParts.TextOf(value), asciiOnly: false)}\"",
                JsonValueKind.Object => "{}",
                JsonValueKind.Array => "[]",
                _ => value.GetRawText(),
            };
            lines.Add($"{indent}{name}{text}{end}");
        }
    }
}
