using System.Text.Json.Serialization.Metadata;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http;

/// <summary>
/// One origin with its login, retry policy, TLS settings and redaction. Safe for concurrent use. A status of 400 or more, an unreadable reply
/// or a lost connection is an exception of this library; redirects are not followed except by <see cref="DownloadAsync"/> inside the origin.
/// </summary>
public interface IApiTransport : IDisposable
{
    /// <summary>The origin, https://host[:port]/.</summary>
    Uri Origin { get; }

    /// <summary>Sends the request and reads the JSON reply; an empty reply (204, no body) gives null.</summary>
    Task<T?> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken);

    /// <summary>Sends the request and returns status, headers and the body in memory (limited to 16 MiB).</summary>
    Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellationToken);

    /// <summary>Opens the reply as a stream that fails when no byte arrives for the stall time-out. The caller disposes it.</summary>
    Task<ApiDownload> DownloadAsync(ApiRequest request, CancellationToken cancellationToken);
}
