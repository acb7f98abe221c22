namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The temporary bundle could not be written or read, for example because the disk is full. It was removed.</summary>
public sealed class SpoolException(string path, long written, bool isDiskFull, Exception innerException)
    : TransferException(isDiskFull
        ? $"The disk is full: '{path}' took {written} bytes of the bundle. The file was removed."
        : $"The temporary file '{path}' cannot be used: {innerException.Message}", innerException)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Bytes written before it failed.</summary>
    public long Written { get; } = written;

    /// <summary>True when the disk is full.</summary>
    public bool IsDiskFull { get; } = isDiskFull;

    /// <inheritdoc/>
    public override string RecommendedAction => "Free some space, or name a folder on another disk with -SpoolFolder. Nothing was written to the target.";
}
