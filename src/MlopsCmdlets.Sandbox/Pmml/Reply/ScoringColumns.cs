namespace MlopsCmdlets.Sandbox.Pmml.Reply;

/// <summary>
/// The columns in which Cloud Pak for Data answers for a PMML model. With an Output element: its fields. Without:
/// <c>$R-target</c>, and for a classification <c>$RC-target</c> (confidence), <c>$RP-target</c> (probability of the class), <c>$RP-class</c>
/// for every class; for a tree also <c>$RI-target</c>, the id of the node as a string.
/// </summary>
public sealed class ScoringColumns
{
    private readonly PmmlModel _model;
    private readonly bool _fromOutput;
    private readonly bool _node;

    public ScoringColumns(PmmlModel model)
    {
        _model = model;
        _fromOutput = model.OutputNames.Count > 0;
        _node = model.Element == "TreeModel";
        Names = _fromOutput ? model.OutputNames : OwnNames(model);
    }

    /// <summary>Column names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of one prediction, in the order of <see cref="Names"/>: strings, numbers, booleans or nulls.</summary>
    public IReadOnlyList<object?> Values(PmmlPrediction prediction)
    {
        if (_fromOutput) return prediction.Outputs;
        var values = new object?[Names.Count];
        var next = 0;
        values[next++] = prediction.Value;
        if (_model.Function == PmmlFunction.Classification)
        {
            values[next++] = prediction.Confidence;
            values[next++] = prediction.Probability;
            for (var i = 0; i < _model.Classes.Count; i++) values[next++] = prediction.Probabilities?[i];
        }

        if (_node) values[next] = prediction.EntityId;
        return values;
    }

    private List<string> OwnNames(PmmlModel model)
    {
        var target = model.Target ?? "prediction";
        var names = new List<string> { $"$R-{target}" };
        if (model.Function == PmmlFunction.Classification)
        {
            names.Add($"$RC-{target}");
            names.Add($"$RP-{target}");
            names.AddRange(model.Classes.Select(c => $"$RP-{c}"));
        }

        if (_node) names.Add($"$RI-{target}");
        return names;
    }
}
