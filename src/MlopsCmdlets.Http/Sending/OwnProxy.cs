using System.Net;
using MlopsCmdlets.Http.Options;

namespace MlopsCmdlets.Http.Sending;

/// <summary>The proxy that the user named, with its bypass rules.</summary>
internal sealed class OwnProxy(ProxyOptions options) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = options.Credential;

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? destination : options.Address;

    Uri IWebProxy.GetProxy(Uri destination) => GetProxy(destination)!;

    public bool IsBypassed(Uri host) => IsBypassed(host, options.Bypass);

    public static bool IsBypassed(Uri host, IReadOnlyList<string> rules)
    {
        foreach (var rule in rules)
        {
            var domain = rule.StartsWith("*.", StringComparison.Ordinal) ? rule.Substring(1) : rule;
            if (domain.StartsWith(".", StringComparison.Ordinal)
                ? host.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
                : string.Equals(host.IdnHost, domain, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
