using System.Text.Json;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>Where in the bytes of a valid file the list of environments and its items stand.</summary>
/// <param name="Start">Its opening bracket.</param>
/// <param name="End">Its closing bracket.</param>
/// <param name="Items">Begin and end of each item, the end not included.</param>
internal sealed record EnvironmentList(int Start, int End, IReadOnlyList<(int Start, int End)> Items)
{
    internal static EnvironmentList Find(byte[] content)
    {
        var mark = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var reader = new Utf8JsonReader(content.AsSpan(mark));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("environments"))
                continue;
            reader.Read();
            var start = mark + (int)reader.TokenStartIndex;
            var items = new List<(int, int)>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var item = mark + (int)reader.TokenStartIndex;
                reader.Skip();
                items.Add((item, mark + (int)reader.BytesConsumed));
            }
            return new EnvironmentList(start, mark + (int)reader.TokenStartIndex, items);
        }
        throw new MalformedDocumentException("environment file", "$.environments", "the field is missing");
    }
}
