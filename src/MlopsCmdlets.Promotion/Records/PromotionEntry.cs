using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>
/// One entry of an environment's record. Entries form a chain: each names the hash of the one before it. The hash of an entry is the SHA-256 of its
/// canonical JSON without the hash itself.
/// </summary>
public sealed record PromotionEntry
{
    /// <summary>1 for the first, then without gaps.</summary>
    public int Sequence { get; init; }

    /// <summary>Hash of the entry before; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>Hash of this entry: lower-case hexadecimal SHA-256. Set when it is written or read.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Random, set when it is written: no two attempts to write one have the same name.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>What it tells about.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the environment that the assets came from; null for a rollback.</summary>
    public string? Source { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The machine that it was done from.</summary>
    public string Host { get; init; } = "";

    /// <summary>Version of the module that did it.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>When it began, by the destination's clock as far as that is known.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public PromotionOutcome Outcome { get; init; }

    /// <summary>The error, one line; null unless it failed or was stopped.</summary>
    public string? Failure { get; init; }

    /// <summary>Hash of the plan; null where there was none.</summary>
    public string? PlanHash { get; init; }

    /// <summary>Who made the plan.</summary>
    public Actor? PlanAuthor { get; init; }

    /// <summary>The decisions about the plan.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>What the gates said.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>What was copied, or was there already.</summary>
    public IReadOnlyList<RecordedAsset> Assets { get; init; } = [];

    /// <summary>The deployment that was created or switched; null when none was.</summary>
    public RecordedDeployment? Deployment { get; init; }

    /// <summary>For a rollback: the sequence number of the entry whose model serves again. For a takeover: null.</summary>
    public int? RestoredFrom { get; init; }

    /// <summary>What else to know: skipped smoke score, taken lock, warnings.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>An entry that tells that a lock was taken from its holders.</summary>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="actor">Who took it.</param>
    /// <param name="host">The machine that it was done from.</param>
    /// <param name="toolVersion">Version of the module.</param>
    /// <param name="at">When.</param>
    /// <param name="notes">From whom, and what for.</param>
    public static PromotionEntry Takeover(string environment, Actor actor, string host, string toolVersion, DateTimeOffset at, IReadOnlyList<string> notes) => new()
    {
        Kind = EntryKind.LockTakeover,
        Environment = environment,
        Actor = actor,
        Host = host,
        ToolVersion = toolVersion,
        StartedAt = at,
        EndedAt = at,
        Outcome = PromotionOutcome.Succeeded,
        Notes = notes,
    };

    /// <summary>An entry that tells that a plan was denied.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="denial">The decision as the server attests it.</param>
    /// <param name="host">The machine that it was done from.</param>
    /// <param name="toolVersion">Version of the module.</param>
    /// <param name="at">When it is recorded.</param>
    public static PromotionEntry Denial(PromotionPlan plan, Approval denial, string host, string toolVersion, DateTimeOffset at) => new()
    {
        Kind = EntryKind.Denial,
        Environment = plan.Destination.Environment,
        Source = plan.Source.Environment,
        Actor = denial.By,
        Host = host,
        ToolVersion = toolVersion,
        StartedAt = at,
        EndedAt = at,
        Outcome = PromotionOutcome.Stopped,
        PlanHash = plan.Hash,
        PlanAuthor = plan.Author,
        Approvals = [denial],
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Environment} {Sequence}: {Kind} {Outcome}";
}
