using System.Text.Json;
using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Models;

namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>Scores rows that share one list of columns. Reuses its memory from row to row, so it serves one thread at a time.</summary>
public sealed class PmmlScorer
{
    private readonly ModelEvaluator _model;
    private readonly InputBinding[] _inputs;
    private readonly OutputField[] _outputs;
    private readonly Row _row;
    private readonly int[] _columns;
    private readonly int _width;

    internal PmmlScorer(PmmlModel owner, ModelEvaluator model, InputBinding[] inputs, OutputField[] outputs, Row row, IReadOnlyList<string>? fields)
    {
        Model = owner;
        _model = model;
        _inputs = inputs;
        _outputs = outputs;
        _row = row;
        fields ??= [.. owner.InputFields.Select(f => f.Name)];
        _width = fields.Count;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
            if (!places.TryAdd(fields[i], i)) throw new PmmlValueException(fields[i], "the request names this column twice");

        _columns = [.. inputs.Select(b => places.GetValueOrDefault(b.Field.Name, -1))];
        if (inputs.Length > 0 && _columns.All(c => c < 0))
        {
            throw new PmmlValueException(
                inputs[0].Field.Name,
                $"none of the model's {inputs.Length} fields is among the columns of the request; names must match in case");
        }
    }

    public PmmlModel Model { get; }

    /// <summary>Scores a JSON array of values.</summary>
    /// <exception cref="PmmlValueException">The row is not an array of as many values as there are columns, or a value does not fit the model.</exception>
    public PmmlPrediction Score(JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Array)
            throw new PmmlValueException("values", $"a row must be an array, not a JSON {values.ValueKind.ToString().ToLowerInvariant()}");
        var count = values.GetArrayLength();
        CheckWidth(count);
        _row.Clear();
        for (var i = 0; i < _inputs.Length; i++) _inputs[i].Set(_row, _columns[i] < 0 ? default : values[_columns[i]]);
        return Finish();
    }

    /// <summary>Scores plain values: strings, numbers, booleans and nulls.</summary>
    /// <inheritdoc cref="Score(JsonElement)"/>
    public PmmlPrediction Score(IReadOnlyList<object?> values)
    {
        CheckWidth(values.Count);
        _row.Clear();
        for (var i = 0; i < _inputs.Length; i++) _inputs[i].Set(_row, _columns[i] < 0 ? null : values[_columns[i]]);
        return Finish();
    }

    private void CheckWidth(int count)
    {
        if (count != _width) throw new PmmlValueException("values", $"the row has {count} values, but there are {_width} columns");
    }

    private PmmlPrediction Finish()
    {
        var outcome = _model.Evaluate(_row);
        var outputs = _outputs.Length == 0 ? [] : new object?[_outputs.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = _row.Slots[_outputs[i].Field.Slot].ToObject(_outputs[i].Field.DataType);
        return new PmmlPrediction(
            outcome.Value.ToObject(_model.Header.TargetType),
            outcome.Probabilities,
            outcome.Confidences ?? outcome.Probabilities,
            _model.Header.IsClassification && !outcome.Value.IsMissing ? _model.Header.Classes.IndexOf(outcome.Value) : -1,
            outcome.EntityId,
            outputs);
    }
}
