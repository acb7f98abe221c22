using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The four orderings of texts: by the order in which the field lists its values, else by code point (dates in ISO form sort rightly).</summary>
internal sealed class TextOrderPredicate : Predicate
{
    private readonly int _slot;
    private readonly Ordering _ordering;
    private readonly string _value;
    private readonly Dictionary<string, int>? _ranks;
    private readonly int _rank;

    public TextOrderPredicate(Field field, Ordering ordering, string value)
    {
        _slot = field.Slot;
        _ordering = ordering;
        _value = value;
        if (field.OpType != PmmlOpType.Ordinal || field.Categories.Count == 0) return;
        _ranks = field.Categories.Select((v, i) => (v.Label, i)).ToDictionary(p => p.Label, p => p.i, StringComparer.Ordinal);
        if (!_ranks.TryGetValue(value, out _rank)) throw new PmmlFormatException($"SimplePredicate: '{value}' is not among the values of the ordinal field '{field.Name}'.");
    }

    public override Truth Evaluate(Row row)
    {
        var actual = row.Slots[_slot];
        if (actual.IsMissing) return Truth.Unknown;
        int compared;
        if (_ranks is null) compared = string.CompareOrdinal(actual.Label, _value);
        else if (_ranks.TryGetValue(actual.Label, out var rank)) compared = rank.CompareTo(_rank);
        else return Truth.Unknown;
        return Of(_ordering switch
        {
            Ordering.Less => compared < 0,
            Ordering.LessOrEqual => compared <= 0,
            Ordering.Greater => compared > 0,
            _ => compared >= 0,
        });
    }
}
