namespace MlopsCmdlets.Git.Repositories;

/// <summary>Addresses of remotes as they may be shown.</summary>
internal static class RemoteAddress
{
    /// <summary>Tokens are often kept in the address, as user name or password: both are taken out.</summary>
    public static string? WithoutUserInfo(string? address)
    {
        if (address is null || !Uri.TryCreate(address, UriKind.Absolute, out Uri? url) || url.UserInfo.Length == 0)
            return address;
        return new UriBuilder(url) { UserName = "", Password = "" }.Uri.AbsoluteUri;
    }

    /// <summary>With blanks and accents escaped, as servers want it; other addresses, of which blanks are a part, as they are.</summary>
    public static string Escaped(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url.AbsoluteUri : address;
}
