namespace MlopsCmdlets.Cpd.Models;

/// <summary>A call of any endpoint.</summary>
public sealed record CpdRawRequest
{
    /// <summary>GET, HEAD, POST, PUT, PATCH or DELETE.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>A path on the cluster, with or without a query; never a URL of another host.</summary>
    public required string Path { get; init; }

    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A body in memory, UTF-8.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>A body that is streamed; wins over <see cref="Body"/>.</summary>
    public CpdContent? Content { get; init; }

    public override string ToString() => $"{Method} {Path}";
}
