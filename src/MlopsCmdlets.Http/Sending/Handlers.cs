using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using MlopsCmdlets.Http.Options;

namespace MlopsCmdlets.Http.Sending;

/// <summary>The platform's message handler with our settings; nothing process-wide is touched.</summary>
internal static class Handlers
{
    private const int HeaderKibibytes = 64;

#if NET
    public static HttpMessageHandler Create(TransportOptions options, CertificateCheck certificates)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnections,
            MaxResponseHeadersLength = HeaderKibibytes,
            // Long-lived sessions follow a changed address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseProxy = !options.Proxy.IsDirect,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    certificates.Examine(certificate, chain, errors) is { } failure ? throw new CertificateRejectedException(failure) : true,
            },
        };
        if (options.Proxy.Address is not null)
            handler.Proxy = new OwnProxy(options.Proxy);
        else if (options.Proxy.Credential is { } credential)
            handler.DefaultProxyCredentials = credential;
        return handler;
    }
#else
    public static HttpMessageHandler Create(TransportOptions options, CertificateCheck certificates)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = HeaderKibibytes,
            UseProxy = !options.Proxy.IsDirect,
            // Windows PowerShell's own default may still be TLS 1.0.
            SslProtocols = SslProtocols.Tls12,
#pragma warning disable MA0039 // .NET Framework has no other way to trust a private authority; without options it accepts what the platform accepts
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => certificates.Examine(certificate, chain, errors) is null,
#pragma warning restore MA0039
        };
        if (options.Proxy.Address is not null)
        {
            handler.Proxy = new OwnProxy(options.Proxy);
        }
        else if (options.Proxy.Credential is { } credential && !options.Proxy.IsDirect)
        {
            handler.Proxy = new SystemProxy(WebRequest.GetSystemWebProxy(), credential);
        }

        // Two connections per host is the default there. This sets it for our origin only.
        var point = ServicePointManager.FindServicePoint(options.Origin, handler.UseProxy ? handler.Proxy ?? WebRequest.DefaultWebProxy : new WebProxy());
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, options.MaxConnections);
        point.UseNagleAlgorithm = false;
        return handler;
    }

    private sealed class SystemProxy(IWebProxy system, ICredentials credential) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = credential;

        public Uri GetProxy(Uri destination) => system.GetProxy(destination);

        public bool IsBypassed(Uri host) => system.IsBypassed(host);
    }
#endif
}
