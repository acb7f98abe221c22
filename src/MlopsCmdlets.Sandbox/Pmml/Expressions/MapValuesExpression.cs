using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>A lookup of one or more fields' values in an inline table; the first row that fits counts.</summary>
internal sealed class MapValuesExpression : Expression
{
    private readonly int[] _slots;
    private readonly PmmlValue[][] _keys;
    private readonly PmmlValue[] _results;
    private readonly PmmlValue _other;
    private readonly PmmlValue _missingTo;
    private readonly Dictionary<PmmlValue, int>? _single;

    public MapValuesExpression(int[] slots, PmmlValue[][] keys, PmmlValue[] results, PmmlValue other, PmmlValue missingTo)
    {
        _slots = slots;
        _keys = keys;
        _results = results;
        _other = other;
        _missingTo = missingTo;
        if (slots.Length != 1) return;
        _single = [];
        for (var i = 0; i < keys.Length; i++) _single.TryAdd(keys[i][0], i);
    }

    public override PmmlValue Evaluate(Row row)
    {
        foreach (var slot in _slots)
            if (row.Slots[slot].IsMissing) return _missingTo;

        if (_single is not null) return _single.TryGetValue(row.Slots[_slots[0]], out var hit) ? _results[hit] : _other;
        for (var i = 0; i < _keys.Length; i++)
            if (Fits(_keys[i], row)) return _results[i];

        return _other;
    }

    private bool Fits(PmmlValue[] key, Row row)
    {
        for (var i = 0; i < key.Length; i++)
            if (!key[i].Equals(row.Slots[_slots[i]])) return false;

        return true;
    }
}
