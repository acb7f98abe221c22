namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>What an ensemble does with a segment that has no result (missingPredictionTreatment).</summary>
internal enum MissingPrediction
{
    Continue,
    SkipSegment,
    ReturnMissing,
}
