using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>What a connection to a Git host needs to know.</summary>
public sealed record GitHostOptions
{
    /// <summary>
    /// The address. GitHub: <c>https://github.com</c>, <c>https://HOST</c> of GitHub Enterprise, with or without <c>/api/v3</c>. Azure Repos:
    /// <c>https://dev.azure.com/ORGANISATION</c>, or the collection of a server.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>Gives the token. It is called for each request; what it gives is not kept in a property, and shown nowhere.</summary>
    public required Func<string> Token { get; init; }

    /// <summary>The proxy; null takes the system's setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>For Basic, Digest, NTLM or Negotiate, whichever the proxy asks for.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Authorities to trust instead of the system's.</summary>
    public IReadOnlyList<X509Certificate2> CaCertificates { get; init; } = [];

    /// <summary>Accepts any certificate. Whoever sets it warns the user.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The longest time of one call with all its repetitions; a rate limit that ends within it is waited for.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How the client names itself.</summary>
    public string UserAgent { get; init; } = "MlopsCmdlets";

    /// <summary>Told in a line what is sent, and what is repeated when and why, unless <see cref="IGitHost.TraceTo"/> names another; no secrets in it. Called on any thread.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Never shows the token.</summary>
    public override string ToString() => Url.ToString();
}
