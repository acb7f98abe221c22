using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>A compiled model element. Immutable once compiled, so any number of threads may use it, each with its own row.</summary>
internal abstract class ModelEvaluator(ModelHeader header)
{
    private Step[] _steps = [];
    private TargetRule? _target;

    public ModelHeader Header => header;

    public OutputField[] Outputs { get; private set; } = [];

    /// <summary>Called once, when everything that names a derived field of this model has been compiled.</summary>
    public void Complete(IEnumerable<Step> steps, TargetRule? target, OutputField[] outputs)
    {
        _steps = [.. steps];
        _target = target;
        Outputs = outputs;
    }

    public Outcome Evaluate(Row row)
    {
        foreach (var step in _steps) step.Run(row);
        var outcome = Score(row);
        if (_target is not null) outcome = _target.Apply(outcome, header);
        foreach (var output in Outputs) row.Slots[output.Field.Slot] = output.Evaluate(row, outcome, header, _target);
        return outcome;
    }

    protected abstract Outcome Score(Row row);
}
