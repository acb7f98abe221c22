using System.Text.Json;

namespace MlopsCmdlets.Promotion.Serving;

/// <summary>A few rows to score.</summary>
/// <param name="Origin">Where they come from, for people: a file, or the training data's name.</param>
/// <param name="Fields">The columns, in order.</param>
/// <param name="Rows">One array of values for each row, as long as the columns.</param>
public sealed record SmokeRows(string Origin, IReadOnlyList<string> Fields, IReadOnlyList<IReadOnlyList<JsonElement>> Rows);
