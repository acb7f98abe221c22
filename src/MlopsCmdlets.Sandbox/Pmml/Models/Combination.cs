namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>How a MiningModel joins its segments (multipleModelMethod).</summary>
internal enum Combination
{
    MajorityVote,
    WeightedMajorityVote,
    Average,
    WeightedAverage,
    Median,
    WeightedMedian,
    Max,
    Sum,
    WeightedSum,
    SelectFirst,
    ModelChain,
}
