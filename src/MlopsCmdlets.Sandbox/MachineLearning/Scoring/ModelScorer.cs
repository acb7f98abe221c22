using System.Collections.Immutable;
using System.Text.Json;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Pmml.Reply;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>Scores with a PMML model. Columns are checked before rows, so that a request with a wrong header fails as a whole and says why.</summary>
/// <param name="model">The compiled document.</param>
/// <param name="declared">Columns of the model's input schema; empty when the model declares none, and then columns that it does not know are ignored.</param>
internal sealed class ModelScorer(PmmlModel model, ImmutableHashSet<string> declared) : IScorer
{
    public void Score(IReadOnlyList<ScoringBlock> blocks, Utf8JsonWriter writer)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            Check(block, i);
            try
            {
                PmmlReplyWriter.Write(writer, model, block.Source);
            }
            catch (PmmlValueException error)
            {
                throw ScoringRequest.Invalid($"Scoring failed for input_data[{i}]: {error.Message}", error.Field);
            }
        }
    }

    private void Check(ScoringBlock block, int index)
    {
        var place = $"input_data[{index}]";
        if (!block.Source.TryGetProperty("values", out _)) throw ScoringRequest.Invalid($"{place} has no field 'values'.", "values");
        var fields = block.Fields ?? [.. model.InputFields.Select(f => f.Name)];

        var twice = fields.GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToArray();
        if (twice.Length > 0) throw ScoringRequest.Invalid($"{place}.fields names columns twice: {string.Join(", ", twice)}.", "fields");

        var missing = model.InputFields.Select(f => f.Name).Except(fields, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0) throw ScoringRequest.Invalid($"{place}.fields lacks columns that the model requires: {string.Join(", ", missing)}.", "fields");

        if (!declared.IsEmpty)
        {
            var known = declared.Union(model.InputFields.Select(f => f.Name));
            var extra = fields.Where(f => !known.Contains(f) && f != model.Target).ToArray();
            if (extra.Length > 0) throw ScoringRequest.Invalid($"{place}.fields has columns that are not in the model's input schema: {string.Join(", ", extra)}.", "fields");
        }

        for (var row = 0; row < block.Rows.Length; row++)
        {
            if (block.Rows[row].ValueKind != JsonValueKind.Array) throw ScoringRequest.Invalid($"{place}.values[{row}] must be an array.", "values");
            if (block.Rows[row].GetArrayLength() != fields.Length)
                throw ScoringRequest.Invalid($"{place}.values[{row}] has {block.Rows[row].GetArrayLength()} values, but there are {fields.Length} columns.", "values");
        }
    }
}
