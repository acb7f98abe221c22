using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Http.Options;

/// <summary>Everything a <see cref="RestTransport"/> needs to know about one origin. Immutable.</summary>
public sealed record TransportOptions
{
    /// <param name="origin">https://host[:port]; http only for a sandbox. A path, query or user name in it is an <see cref="ArgumentException"/>.</param>
    public TransportOptions(Uri origin)
    {
        if (!origin.IsAbsoluteUri || origin.Scheme is not ("https" or "http"))
            throw new ArgumentException("The address must begin with https:// (or http:// for a sandbox).", nameof(origin));
        if (origin.UserInfo.Length > 0)
            throw new ArgumentException("The address must not contain a user name or password; give them as a credential.", nameof(origin));
        if (origin.PathAndQuery != "/" || origin.Fragment.Length > 0)
            throw new ArgumentException("The address must be scheme, host and port only, without a path or query.", nameof(origin));

        Origin = origin;
    }

    public Uri Origin { get; }

    /// <summary>Longest wait to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time of one attempt, from its start (or the end of a streamed upload) until the reply is read. A download's body is not counted.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest time in which no byte of a body moves, in either direction.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time of one call with all its attempts and waits; <see cref="Requests.ApiRequest.Timeout"/> overrides it. Bodies that are streamed are bounded by the stall time-out instead.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    public RetryOptions Retry { get; init; } = new();

    public TlsOptions Tls { get; init; } = new();

    public ProxyOptions Proxy { get; init; } = ProxyOptions.System;

    public string UserAgent { get; init; } = "MlopsCmdlets";

    /// <summary>Connections to the origin at the same time.</summary>
    public int MaxConnections { get; init; } = 32;

    /// <summary>Longest reply that is read into memory, in bytes after decompression. Downloads have no limit.</summary>
    public int MaxReplyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gives the Authorization header; null sends none.</summary>
    public ITokenSource? Tokens { get; init; }

    /// <summary>Is told of calls, replies, retries and logins; null tells nobody.</summary>
    public ITrafficObserver? Observer { get; init; }

    public Redactor Redactor { get; init; } = new();

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The same settings for another origin, without its login.</summary>
    public TransportOptions ForOrigin(Uri origin) => new(origin)
    {
        ConnectTimeout = ConnectTimeout,
        AttemptTimeout = AttemptTimeout,
        StallTimeout = StallTimeout,
        TotalTimeout = TotalTimeout,
        Retry = Retry,
        Tls = Tls,
        Proxy = Proxy,
        UserAgent = UserAgent,
        MaxConnections = MaxConnections,
        MaxReplyBytes = MaxReplyBytes,
        Observer = Observer,
        Redactor = Redactor,
        TimeProvider = TimeProvider,
    };

    public override string ToString() => Origin.ToString();
}
