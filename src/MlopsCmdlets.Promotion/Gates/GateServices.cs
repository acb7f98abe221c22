namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What gates may need besides their settings and the plan.</summary>
public sealed record GateServices
{
    /// <summary>Measurements that were made before; those of other models are not taken.</summary>
    public IReadOnlyList<ModelMetrics> Measurements { get; init; } = [];

    /// <summary>Measures models; null where none can.</summary>
    public IModelMeasurer? Measurer { get; init; }

    /// <summary>Columns of the rows that consumers are known to send: those of the smoke data. Null when there are none.</summary>
    public IReadOnlyList<string>? SmokeFields { get; init; }

    /// <summary>Where relative paths begin: the folder of <c>mlops.json</c> or of the plan. Null means the process's.</summary>
    public string? Folder { get; init; }

    /// <summary>Reaches a repository by owner and name, or the one of the clone around <see cref="Folder"/> for null; throws <see cref="SourceNotReachableException"/>.</summary>
    public Func<string?, ISourceControl> Source { get; init; } = _ => throw new SourceNotReachableException("no Git host is connected");

    /// <summary>Gates that cannot be made from their definition alone (script blocks), by the hash in their settings.</summary>
    public Func<GateDefinition, IPromotionGate?> Supplied { get; init; } = _ => null;
}
