namespace MlopsCmdlets.Cpd.Models;

/// <summary>A download in progress. Reading fails with a <see cref="Errors.CpdException"/> when it stalls or ends early. Dispose it.</summary>
public sealed class CpdDownload : IDisposable
{
    private readonly IDisposable owner;

    internal CpdDownload(Stream content, long? length, string contentType, bool isPartial, IDisposable owner)
    {
        Content = content;
        Length = length;
        ContentType = contentType;
        IsPartial = isPartial;
        this.owner = owner;
    }

    public Stream Content { get; }

    /// <summary>Bytes of <see cref="Content"/>, if the server said so.</summary>
    public long? Length { get; }

    public string ContentType { get; }

    /// <summary>The server honoured the offset that was asked for; false means that the content starts at its beginning.</summary>
    public bool IsPartial { get; }

    /// <summary>The same download, which also ends the life of what it came through.</summary>
    internal CpdDownload Owning(IDisposable also) => new(Content, Length, ContentType, IsPartial, new Pair(owner, also));

    public void Dispose()
    {
        Content.Dispose();
        owner.Dispose();
    }

    private sealed class Pair(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
