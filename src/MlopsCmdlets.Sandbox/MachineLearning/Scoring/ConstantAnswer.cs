using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>
/// The answer of the setting that replaces scoring by a constant: one column pair for each row of the request, counted but not read.
/// It is there to measure clients, so it costs as little as it can.
/// </summary>
internal static class ConstantAnswer
{
    private static ReadOnlySpan<byte> Row => """["F",[0.25,0.75]]"""u8;

    /// <summary>The reply to a predictions body.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static byte[] For(ReadOnlySpan<byte> body)
    {
        var answer = new MemoryStream(body.Length / 4);
        answer.Write("""{"predictions":["""u8);
        var reader = new Utf8JsonReader(body);
        var items = 0;

        // Depths: 0 body, 1 input_data, 2 item, 3 values, 4 row.
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 3 || !reader.ValueTextEquals("values"u8)) continue;
            reader.Read();
            answer.Write(Encoding.UTF8.GetBytes((items++ == 0 ? "" : ",") + """{"fields":["prediction","probability"],"values":["""));
            var rows = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                if (rows++ > 0) answer.Write(","u8);
                answer.Write(Row);
            }

            answer.Write("]}"u8);
        }

        answer.Write("]}"u8);
        return answer.ToArray();
    }
}
