using System.Text.Json;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>One item of <c>input_data</c>.</summary>
/// <param name="Source">The item as it came.</param>
/// <param name="Id">The caller's name for the item, given back with its answer.</param>
/// <param name="Fields">The columns, or null when the caller left them out and means the model's own order.</param>
/// <param name="Rows">The rows; each is a JSON array for a model.</param>
internal sealed record ScoringBlock(JsonElement Source, string? Id, string[]? Fields, JsonElement[] Rows);
