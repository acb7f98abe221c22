using System.Net;

namespace MlopsCmdlets.Http.Options;

/// <summary>Which proxy is used.</summary>
public sealed record ProxyOptions
{
    private ProxyOptions(Uri? address, bool direct)
    {
        Address = address;
        IsDirect = direct;
    }

    /// <param name="address">http://host:port of the proxy, without credentials.</param>
    public ProxyOptions(Uri address)
        : this(address, direct: false)
    {
        if (address.UserInfo.Length > 0)
            throw new ArgumentException("Give the proxy's user and password as a credential, not in its address.", nameof(address));
    }

    /// <summary>The system's settings (on Linux HTTP_PROXY, HTTPS_PROXY, NO_PROXY).</summary>
    public static ProxyOptions System { get; } = new(address: null, direct: false);

    /// <summary>No proxy, whatever the system says.</summary>
    public static ProxyOptions Direct { get; } = new(address: null, direct: true);

    public Uri? Address { get; }

    public bool IsDirect { get; }

    /// <summary>For Basic, Digest, NTLM or Negotiate, whichever the proxy asks for.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>Hosts reached without the proxy: exact names, or ".example.com" and "*.example.com" for a domain's hosts.</summary>
    public IReadOnlyList<string> Bypass { get; init; } = [];

    public override string ToString() => Address?.ToString() ?? (IsDirect ? "direct" : "system");
}
