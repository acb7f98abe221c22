using System.Management.Automation;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promoting;

/// <summary>A gate as New-MlopsGate makes it: its definition, and what a plan's file cannot hold, a script block or measurements.</summary>
public sealed class MlopsGate
{
    /// <summary>A gate of a definition alone.</summary>
    public MlopsGate(GateDefinition definition) => Definition = definition;

    /// <summary>What goes into plans and mlops.json.</summary>
    public GateDefinition Definition { get; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Its kind: metric, schema, planAge, script, pullRequest, checks, branch.</summary>
    public string Kind => Definition.Kind;

    /// <summary>Whether failing stops the promotion.</summary>
    public GateSeverity Severity => Definition.Severity;

    /// <summary>The script of a script gate; plans hold only its hash.</summary>
    public ScriptBlock? ScriptBlock { get; init; }

    /// <summary>What the script gets after the plan.</summary>
    public IReadOnlyList<object?> ArgumentList { get; init; } = [];

    /// <summary>Whether the script runs in a runspace of its own.</summary>
    public bool Isolated { get; init; }

    /// <summary>Measurements of models that the gate may take.</summary>
    public IReadOnlyList<ModelMetrics> Measurements { get; init; } = [];

    /// <summary>Lets a gate be given where a definition is asked for.</summary>
    public static implicit operator GateDefinition(MlopsGate gate) => gate.Definition;

    /// <summary>Lets a definition be given where a gate is asked for.</summary>
    public static implicit operator MlopsGate(GateDefinition definition) => new(definition);

    /// <summary>The definition.</summary>
    public GateDefinition ToGateDefinition() => Definition;

    /// <summary>A gate of a definition.</summary>
    public static MlopsGate FromGateDefinition(GateDefinition definition) => new(definition);

    /// <summary>For example <c>metric 'accuracy'</c>.</summary>
    public override string ToString() => $"{Kind} '{Name}'";
}
