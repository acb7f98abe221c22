using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>A function of the standard.</summary>
/// <param name="Call">The function; a missing result means that the arguments have none.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="TakesMissing">Whether it is called with missing arguments; else the result is missing at once.</param>
internal sealed record BuiltIn(Func<PmmlValue[], PmmlValue> Call, int Least, int Most, bool TakesMissing = false);
