using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>The classes of a classification model, in the order of the DataDictionary, then of the model. Grows while the model is compiled.</summary>
internal sealed class ClassSet(PmmlDataType type)
{
    private readonly List<PmmlValue> _values = [];
    private readonly Dictionary<PmmlValue, int> _index = [];

    public int Count => _values.Count;

    public PmmlValue this[int index] => _values[index];

    public IReadOnlyList<PmmlValue> Values => _values;

    public PmmlDataType Type => type;

    public int Add(PmmlValue value)
    {
        if (_index.TryGetValue(value, out var index)) return index;
        _index[value] = _values.Count;
        _values.Add(value);
        return _values.Count - 1;
    }

    public int Add(string label)
        => Add(PmmlValue.TryParse(label, type, out var value) ? value : throw new PmmlFormatException($"'{label}' is not a value of the target, which is of type {type}."));

    /// <summary>Place of a class, or -1.</summary>
    public int IndexOf(PmmlValue value) => _index.GetValueOrDefault(value, -1);

    /// <summary>The class with the highest figure; the first of equals; missing when all are zero or less.</summary>
    public PmmlValue Winner(double[] figures)
    {
        var best = -1;
        for (var i = 0; i < figures.Length; i++)
            if (figures[i] > (best < 0 ? 0 : figures[best])) best = i;

        return best < 0 ? PmmlValue.Missing : _values[best];
    }
}
