using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>How a Git host is reached, the token included. Kept in memory only, and in no public object.</summary>
/// <param name="Kind">Which product.</param>
/// <param name="Url">Its address.</param>
/// <param name="Token">The token; a copy, which is overwritten with the connection's end.</param>
internal sealed record GitHostAccess(GitHostKind Kind, Uri Url, SecureString Token) : IDisposable
{
    private static readonly string UserAgent = $"MlopsCmdlets/{typeof(GitHostAccess).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The proxy; null means the system's setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>User name and password for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Authorities to trust besides the system's.</summary>
    public IReadOnlyList<X509Certificate2> CaCertificates { get; init; } = [];

    /// <summary>Any certificate is accepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Longest time of one call with all its repetitions.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The name of a connection that was given none: the host, and on Azure Repos the organisation.</summary>
    public string DefaultName
    {
        get
        {
            string host = Url.IsDefaultPort ? Url.Host : Url.Authority;
            string path = Kind == GitHostKind.AzureRepos ? Url.AbsolutePath.TrimEnd('/') : "";
            return host.Equals("api.github.com", StringComparison.OrdinalIgnoreCase) ? "github.com" : host + path;
        }
    }

    /// <summary>The token's text, for one use.</summary>
    public string ReadToken()
    {
        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(Token);
        try
        {
            return Marshal.PtrToStringUni(text) ?? "";
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    /// <summary>The same for the library, which asks for the token when it needs it.</summary>
    public GitHostOptions Options => new()
    {
        Url = Url,
        Token = ReadToken,
        Proxy = Proxy,
        ProxyCredential = ProxyCredential,
        CaCertificates = CaCertificates,
        SkipCertificateCheck = SkipCertificateCheck,
        Timeout = Timeout,
        UserAgent = UserAgent,
    };

    /// <summary>A client of the host; nothing is sent yet.</summary>
    public IGitHost Open() => GitHosts.Create(Kind, Options);

    public void Dispose() => Token.Dispose();

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{Kind} {Url}";
}
