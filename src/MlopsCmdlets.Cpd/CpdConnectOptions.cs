using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Cpd;

/// <summary>What a connection needs to know.</summary>
public sealed record CpdConnectOptions
{
    /// <summary>The address of the cluster's route; a path in it is ignored.</summary>
    public required Uri Url { get; init; }

    /// <summary>Taken over by the session, which disposes it.</summary>
    public required CpdCredential Credential { get; init; }

    /// <summary>A name for the session; the host if null.</summary>
    public string? Name { get; init; }

    /// <summary>The proxy; null takes the system's setting.</summary>
    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Authorities to trust instead of the system's.</summary>
    public IReadOnlyList<X509Certificate2> CaCertificates { get; init; } = [];

    /// <summary>Accepts any certificate. Whoever sets it warns the user.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The longest time of one call with all its repetitions.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a transfer may stand still.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The <c>version</c> date of Watson Machine Learning; null takes the default, which works on every release.</summary>
    public string? MachineLearningVersionDate { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told in a line what is sent while connecting; no secrets in it.</summary>
    public Action<string>? Trace { get; init; }

    public override string ToString() => $"{Credential} at {Url.GetLeftPart(UriPartial.Authority)}";
}
