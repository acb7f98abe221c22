using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>How a plan is applied.</summary>
public sealed record PromotionRequest
{
    /// <summary>The gates of the plan, made runnable, and further ones.</summary>
    public IReadOnlyList<IPromotionGate> Gates { get; init; } = [];

    /// <summary>Rows for the smoke score; null means rows of the training data.</summary>
    public SmokeRows? SmokeRows { get; init; }

    /// <summary>Goes into production without a smoke score; recorded.</summary>
    public bool SkipSmoke { get; init; }

    /// <summary>How long to wait for the lock.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.Zero;

    /// <summary>Takes the lock from whoever holds it; recorded.</summary>
    public bool TakeLock { get; init; }

    /// <summary>Longest time for one gate.</summary>
    public TimeSpan GateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many superseded versions of the model stay for rollback; null keeps all.</summary>
    public int? KeepPrevious { get; init; }

    /// <summary>The machine, for lock and record.</summary>
    public string Host { get; init; } = "";

    /// <summary>Version of the module, for the record.</summary>
    public string ToolVersion { get; init; } = "";
}
