using System.Text.Json;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>
/// Stands in for functions, since the sandbox does not run Python. A function answers in any form it likes, and so does this one:
/// the single column <c>echo</c> holds each row of the request unchanged, be it an array, an object or a scalar. An item without
/// <c>values</c>, which a function may accept, comes back whole as <c>{"echo": item}</c>.
/// </summary>
internal sealed class EchoScorer : IScorer
{
    public void Score(IReadOnlyList<ScoringBlock> blocks, Utf8JsonWriter writer)
    {
        foreach (var block in blocks)
        {
            writer.WriteStartObject();
            if (block.Id is not null) writer.WriteString("id", block.Id);
            if (block.Source.TryGetProperty("values", out _))
            {
                writer.WriteStartArray("fields");
                writer.WriteStringValue("echo");
                writer.WriteEndArray();
                writer.WriteStartArray("values");
                foreach (var row in block.Rows)
                {
                    writer.WriteStartArray();
                    row.WriteTo(writer);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
            }
            else
            {
                writer.WritePropertyName("echo");
                block.Source.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
    }
}
