namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>How a copy is made.</summary>
public sealed record TransferOptions
{
    /// <summary>Adds a new version where the target has a different asset of that name, and tags the earlier ones as superseded.</summary>
    public bool Force { get; init; }

    /// <summary>Folder for the temporary bundle; null means the user's temporary folder.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>Keeps the bundle after the copy, for a look into it. Its secrets stay encrypted with a key that is gone.</summary>
    public bool KeepSpool { get; init; }

    /// <summary>Assets read at once.</summary>
    public int ParallelReads { get; init; } = 4;

    /// <summary>Longest wait for one export or import.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Usual pause between two looks. Those at an export or import begin at a quarter of it and grow by half each time, up to <see cref="MaxPollInterval"/>.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two looks.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for cleaning up after an end of any kind, on its own clock: a cancelled copy cleans up too.</summary>
    public TimeSpan CleanupTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Begin of the names of temporary exports, by which those that a killed run left are found.</summary>
    public string ExportPrefix { get; init; } = "mlops-";

    /// <summary>Limits for bundles.</summary>
    public BundleLimits BundleLimits { get; init; } = BundleLimits.Default;
}
