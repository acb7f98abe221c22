using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Reporting;

/// <summary>What a report is made from, collected from the pipeline in any order.</summary>
internal sealed class ReportContent
{
    private readonly List<PromotionPlan> _plans = [];
    private readonly List<PromotionResult> _results = [];
    private readonly List<MlopsMeasurement> _measurements = [];
    private readonly List<GateResult> _gates = [];
    private readonly List<PromotionEntry> _entries = [];

    /// <summary>The plans: those given, and those of the results, each once.</summary>
    public IReadOnlyList<PromotionPlan> Plans =>
        [.. _plans.Concat(_results.Select(result => result.Plan).OfType<PromotionPlan>()).GroupBy(plan => plan.Hash, StringComparer.Ordinal).Select(same => same.First())];

    public IReadOnlyList<PromotionResult> Results => _results;

    public IReadOnlyList<MlopsMeasurement> Measurements => _measurements;

    /// <summary>What gates said: given, and in results, each once.</summary>
    public IReadOnlyList<GateResult> Gates => [.. _gates.Concat(_results.SelectMany(result => result.Gates)).Distinct()];

    /// <summary>Entries of records, newest first, each once.</summary>
    public IReadOnlyList<PromotionEntry> Entries =>
        [.. _entries.Concat(_results.Select(result => result.Entry).OfType<PromotionEntry>())
            .GroupBy(entry => entry.Hash, StringComparer.Ordinal).Select(same => same.First())
            .OrderByDescending(entry => entry.EndedAt).ThenByDescending(entry => entry.Sequence)];

    public bool IsEmpty => _plans.Count + _results.Count + _measurements.Count + _gates.Count + _entries.Count == 0;

    /// <summary>Takes an object, or each of a list.</summary>
    /// <exception cref="ArgumentException">It is nothing that a report can show.</exception>
    public void Add(object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case PromotionPlan plan: _plans.Add(plan); break;
            case PromotionResult result: _results.Add(result); break;
            case MlopsMeasurement measurement: _measurements.Add(measurement); break;
            case GateResult gate: _gates.Add(gate); break;
            case PromotionEntry entry: _entries.Add(entry); break;
            case PromotionHistory history: _entries.AddRange(history.Entries); break;
            case IEnumerable list and not string:
                foreach (object? item in list)
                    Add(item);
                break;
            case var other:
                throw new ArgumentException(
                    $"A report cannot show {(other is null ? "nothing" : other.GetType().Name)}. Give plans, results of promotions, results of gates, measurements, or entries of a record.");
        }
    }
}
