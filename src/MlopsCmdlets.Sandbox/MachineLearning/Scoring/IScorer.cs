using System.Text.Json;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>A deployed asset that answers. Safe to call from many requests at once.</summary>
internal interface IScorer
{
    /// <summary>Writes the items of the <c>predictions</c> array, one for each block, in order.</summary>
    /// <exception cref="Routing.ApiException">The input does not fit the asset.</exception>
    void Score(IReadOnlyList<ScoringBlock> blocks, Utf8JsonWriter writer);
}
