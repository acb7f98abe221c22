namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>What a tree does when a missing value leaves a predicate unknown.</summary>
internal enum MissingValueStrategy
{
    None,
    LastPrediction,
    NullPrediction,
    DefaultChild,
    WeightedConfidence,
    AggregateNodes,
}
