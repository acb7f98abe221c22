using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>The one HTTP stack, set up for a Git host.</summary>
internal static class HostTransport
{
    /// <param name="options">The connection's options.</param>
    /// <param name="origin">Scheme, host and port.</param>
    /// <param name="header">Makes the Authorization header's value of the token.</param>
    /// <param name="readWait">Reads the wait that this kind of host asks for.</param>
    /// <param name="patience">Limits that wait.</param>
    /// <param name="trace">Hears what is called.</param>
    /// <param name="redactor">Learns the tokens; texts of the host go through it before they are shown.</param>
    public static RestTransport Create(
        GitHostOptions options,
        Uri origin,
        Func<string, string> header,
        Func<int, IReadOnlyDictionary<string, string>, DateTimeOffset, TimeSpan?>? readWait,
        CallPatience patience,
        CallerTrace trace,
        Redactor redactor) =>
        new(new TransportOptions(origin)
        {
            TotalTimeout = options.Timeout,
            Tls = new TlsOptions { TrustedAuthorities = options.CaCertificates, SkipCertificateCheck = options.SkipCertificateCheck },
            Proxy = options.Proxy is null ? ProxyOptions.System : new ProxyOptions(options.Proxy) { Credential = options.ProxyCredential },
            UserAgent = options.UserAgent,
            Tokens = new HostTokenSource(options.Token, header, redactor),
            Retry = new RetryOptions { MaxRetryAfter = () => patience.Left, ReadWait = readWait },
            Observer = trace,
            Redactor = redactor,
            TimeProvider = options.TimeProvider,
        });
}
