using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Records;

/// <summary>What a check of an environment's record found.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="State">Intact, Unanchored or Broken.</param>
/// <param name="Entries">How many entries the record has.</param>
/// <param name="Head">Hash of the last entry: keep it elsewhere, it is the anchor of the next check.</param>
/// <param name="ExpectedHead">The anchor that was given; null for none.</param>
/// <param name="EntriesSince">How many entries came after the anchor; null without one, or when it is not there.</param>
/// <param name="Faults">What is wrong; empty when nothing is.</param>
public sealed record MlopsRecordCheck(string Environment, RecordState State, int Entries, string? Head, string? ExpectedHead, int? EntriesSince, IReadOnlyList<RecordFault> Faults)
{
    internal static MlopsRecordCheck Of(RecordVerdict verdict) =>
        new(verdict.History.Environment, verdict.State, verdict.History.Entries.Count, verdict.History.Head, verdict.ExpectedHead, verdict.EntriesSince, verdict.Faults);

    /// <inheritdoc/>
    public override string ToString() => $"{Environment}: {State}";
}
