using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Git.Tests.Notebooks;

/// <summary>Notebooks as Jupyter writes them, for tests.</summary>
internal static class NotebookText
{
    /// <summary>A notebook of code cells with ids c1, c2 and so on.</summary>
    public static byte[] Of(params string[] cells) => Whole(cells.Select((c, i) => Code(c, $"c{i + 1}")));

    public static byte[] Whole(IEnumerable<string> cells, int minor = 5, string metadata = """{"language_info": {"name": "python"}}""") =>
        Encoding.UTF8.GetBytes("{\n \"cells\": [\n" + string.Join(",\n", cells) + "\n ],\n \"metadata\": " + metadata + ",\n \"nbformat\": 4,\n \"nbformat_minor\": " + minor + "\n}\n");

    /// <summary>A code cell in Jupyter's layout.</summary>
    public static string Code(string source, string? id = null, string outputs = "[]", string count = "null", string metadata = "{}") =>
        "  {\n   \"cell_type\": \"code\",\n   \"execution_count\": " + count + ",\n" + Id(id) + "   \"metadata\": " + metadata + ",\n   \"outputs\": " + outputs + ",\n   \"source\": " + Lines(source) + "\n  }";

    public static string Markdown(string source, string? id = null) =>
        "  {\n   \"cell_type\": \"markdown\",\n" + Id(id) + "   \"metadata\": {},\n   \"source\": " + Lines(source) + "\n  }";

    public static string Utf8(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Id(string? id) => id is null ? "" : $"   \"id\": \"{id}\",\n";

    private static string Lines(string source)
    {
        if (source.Length == 0)
            return "[]";
        string[] lines = source.Split('\n');
        return "[\n" + string.Join(",\n", lines.Select((l, i) => "    " + Quote(i < lines.Length - 1 ? l + "\n" : l))) + "\n   ]";
    }

    private static string Quote(string text) =>
        JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
