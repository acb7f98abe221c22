using System.Text;
using System.Text.Json;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Checks;

/// <summary>Finds secrets in files and in notebooks, there by cell.</summary>
internal static class SecretSearch
{
    /// <summary>Git, too, takes a file with a zero byte in its beginning for binary.</summary>
    private const int BinaryProbe = 8_000;

    public static IEnumerable<(SecretFinding Finding, int? Cell, bool InOutput)> InFile(byte[] content)
    {
        bool wide = content.Length >= 2 && ((content[0] == 0xff && content[1] == 0xfe) || (content[0] == 0xfe && content[1] == 0xff));
        if (!wide && Array.IndexOf(content, (byte)0, 0, Math.Min(content.Length, BinaryProbe)) >= 0)
            yield break;
        string text = wide ? (content[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(content) : Encoding.UTF8.GetString(content);
        foreach (SecretFinding finding in SecretScanner.Find(text))
            yield return (finding, null, false);
    }

    public static IEnumerable<(SecretFinding Finding, int? Cell, bool InOutput)> InNotebook(NotebookDocument notebook)
    {
        foreach (NotebookCell cell in notebook.Cells)
        {
            foreach (SecretFinding finding in SecretScanner.Find(cell.Source))
                yield return (finding, cell.Number, false);
            foreach (SecretFinding finding in SecretScanner.Find(OutputText(cell)))
                yield return (finding, cell.Number, true);
        }

        if (notebook.ParseMetadata() is not { } metadata)
            yield break;
        using (metadata)
        {
            foreach (SecretFinding finding in SecretScanner.Find(metadata.RootElement.GetRawText()))
                yield return (finding, null, false);
        }
    }

    /// <summary>All texts of a cell's outputs; pictures and the like are none.</summary>
    private static string OutputText(NotebookCell cell)
    {
        if (cell.Outputs is not { } range)
            return "";
        var text = new StringBuilder();
        using JsonDocument document = cell.Parse(range);
        Add(text, document.RootElement);
        return text.ToString();
    }

    private static void Add(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(JsonParts.TextOf(value));
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                    Add(text, item);
                text.Append('\n');
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    string name = JsonParts.NameOf(property);
                    if (name.StartsWith("image/", StringComparison.Ordinal) || name.StartsWith("audio/", StringComparison.Ordinal) || name.StartsWith("video/", StringComparison.Ordinal) || name == "application/pdf")
                        continue;
                    text.Append(name).Append(": ");
                    Add(text, property.Value);
                    text.Append('\n');
                }

                break;
        }
    }
}
