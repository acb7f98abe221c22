namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The bytes of a finished export, from <see cref="Offset"/> on.</summary>
public sealed class ExportContent(Stream stream, long offset, long? totalLength, IDisposable? owner = null) : IDisposable
{
    /// <summary>The bytes.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>Where in the bundle the stream begins: the offset asked for, or 0 when the server cannot resume.</summary>
    public long Offset { get; } = offset;

    /// <summary>Length of the whole bundle; null when the server does not say.</summary>
    public long? TotalLength { get; } = totalLength;

    /// <summary>Whether a failure of <see cref="Stream"/> is final: opening it again at the same offset would meet it again. By default none is.</summary>
    public Func<Exception, bool> IsFinal { get; init; } = static _ => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        owner?.Dispose();
    }
}
