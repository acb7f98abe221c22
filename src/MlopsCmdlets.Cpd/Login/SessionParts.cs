using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Cpd.Login;

/// <summary>What a session owns: the secrets, the token source and the transport.</summary>
internal sealed class SessionParts : IDisposable
{
    private readonly ITokenSource tokens;
    private readonly LoginFlow? flow;
    private readonly JsonElement? heldClaims;

    /// <param name="credential">Is disposed with this.</param>
    /// <param name="time">The clock.</param>
    /// <param name="trace">The observer that the transport reports to.</param>
    /// <param name="transport">Makes the transport of the cluster from its token source.</param>
    /// <param name="foreign">Makes transports without login for other origins.</param>
    public SessionParts(CpdCredential credential, TimeProvider time, CallerTrace trace, Func<ITokenSource, IApiTransport> transport, Func<Uri, IApiTransport> foreign)
    {
        Credential = credential;
        Time = time;
        Trace = trace;
        Foreign = foreign;
        switch (credential.Type)
        {
            case CpdAuthenticationType.BearerToken:
                heldClaims = JsonWebToken.Claims(credential.Secret.Span);
                Held = new HeldTokenSource("Bearer " + credential.Secret.Reveal(), JsonWebToken.Expiry(heldClaims), time);
                tokens = Held;
                break;
            case CpdAuthenticationType.ZenApiKey:
                var pair = Encoding.UTF8.GetBytes(credential.UserName + ":" + credential.Secret.Reveal());
                tokens = new FixedTokenSource("ZenApiKey " + Convert.ToBase64String(pair));
                Array.Clear(pair, 0, pair.Length);
                break;
            default:
                flow = new LoginFlow(credential, foreign, time);
                tokens = new CachedTokenSource(flow.LogInAsync, time);
                break;
        }

        Transport = transport(tokens);
    }

    public CpdCredential Credential { get; }

    public TimeProvider Time { get; }

    public CallerTrace Trace { get; }

    public IApiTransport Transport { get; }

    public Func<Uri, IApiTransport> Foreign { get; }

    /// <summary>The token that cannot be renewed, if the session has such a one.</summary>
    public HeldTokenSource? Held { get; }

    /// <summary>Whether there is a login call, or only a header value that is sent as it is.</summary>
    public bool LogsIn => flow is not null;

    public DateTimeOffset? ExpiresAt => (tokens as CachedTokenSource)?.ExpiresAt ?? Held?.ExpiresAt;

    public JsonElement? Claims => flow is null ? heldClaims : flow.Claims;

    public static SessionParts Create(CpdConnectOptions options)
    {
        var trace = new CallerTrace();
        var redactor = new Redactor();
        redactor.Register(options.Credential.Secret.Reveal());
        var common = new TransportOptions(OriginOf(options.Url))
        {
            TotalTimeout = options.Timeout,
            StallTimeout = options.StallTimeout,
            Tls = new TlsOptions { TrustedAuthorities = options.CaCertificates, SkipCertificateCheck = options.SkipCertificateCheck },
            Proxy = options.Proxy is null ? ProxyOptions.System : new ProxyOptions(options.Proxy) { Credential = options.ProxyCredential },
            Observer = trace,
            Redactor = redactor,
            TimeProvider = options.TimeProvider,
        };
        return new SessionParts(
            options.Credential,
            options.TimeProvider,
            trace,
            tokens => new RestTransport(common with { Tokens = tokens }),
            origin => new RestTransport(common.ForOrigin(OriginOf(origin))));
    }

    /// <summary>Logs in now, so that a wrong password shows at once.</summary>
    public async Task LogInAsync(Action<string>? trace, CancellationToken cancellationToken)
    {
        Trace.Use(trace);
        await tokens.GetHeaderValueAsync(Transport, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Transport.Dispose();
        (tokens as IDisposable)?.Dispose();
        Credential.Dispose();
    }

    /// <summary>People copy addresses out of a browser, with a path behind the host.</summary>
    private static Uri OriginOf(Uri url) => !url.IsAbsoluteUri || url.Scheme is not ("https" or "http")
        ? throw new ArgumentException($"'{url}' is not an address: give it with https://.", nameof(url))
        : url.UserInfo.Length > 0
            ? throw new ArgumentException("The address must not contain a user name or password.", nameof(url))
            : new Uri(url.GetLeftPart(UriPartial.Authority));
}
