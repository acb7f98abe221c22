namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Where a GitHub lives: its pages and repositories, and its API.</summary>
/// <param name="Web">Scheme, host and port of pages and repositories.</param>
/// <param name="Api">Address of the API, with a slash at its end.</param>
internal sealed record GitHubAddress(Uri Web, Uri Api)
{
    private const string Public = "github.com";
    private const string Residency = ".ghe.com";
    private const string EnterprisePath = "/api/v3";

    /// <exception cref="ArgumentException">It is no address of a GitHub.</exception>
    public static GitHubAddress Of(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http"))
            throw new ArgumentException($"'{url}' is not an address: give it with https://.", nameof(url));
        if (url.UserInfo.Length > 0)
            throw new ArgumentException("The address must not contain a user name or token.", nameof(url));
        var path = url.AbsolutePath.TrimEnd('/');
        if ((path.Length > 0 && path != EnterprisePath) || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw new ArgumentException($"'{url}' is not the address of a GitHub: give https://github.com, or https://HOST of a GitHub Enterprise.", nameof(url));

        // Both are served at a host of their own for the API.
        var host = url.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || url.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) ? url.Host.Substring(4) : url.Host;
        if (host.Equals(Public, StringComparison.OrdinalIgnoreCase) || host.EndsWith(Residency, StringComparison.OrdinalIgnoreCase))
            return new(new Uri($"{url.Scheme}://{host}/"), new Uri($"{url.Scheme}://api.{host}/"));
        var origin = new Uri(url.GetLeftPart(UriPartial.Authority));
        return new(origin, new Uri(origin, EnterprisePath + "/"));
    }

    /// <summary>The repository of a clone or page address here; null for an address elsewhere or of something else.</summary>
    public HostRepositoryName? Recognize(Uri remote)
    {
        if (!remote.IsAbsoluteUri || !IsHere(remote))
            return null;
        string[] parts = [.. remote.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        // Below a folder on a server that serves other things too.
        if (Api.Host == Web.Host && parts is ["git", _, _])
            parts = [parts[1], parts[2]];
        if (parts is not [var owner, var name])
            return null;
        if (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(0, name.Length - 4);
        var found = new HostRepositoryName(owner, name);
        return IsValid(found) ? found : null;
    }

    /// <summary>Whether GitHub could have a repository of this name. Others must not get into a path.</summary>
    public static bool IsValid(HostRepositoryName name) => IsValid(name.Owner) && IsValid(name.Name);

    private static bool IsValid(string name) =>
        name.Length is > 0 and <= 100 && name is not ("." or "..") && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.');

    private bool IsHere(Uri remote)
    {
        if (remote.Scheme is "https" or "http")
            return string.Equals(remote.Scheme, Web.Scheme, StringComparison.Ordinal) && string.Equals(Bare(remote.Host), Web.Host, StringComparison.OrdinalIgnoreCase) && remote.Port == Web.Port;
        return remote.Scheme == "ssh" && (string.Equals(remote.Host, Web.Host, StringComparison.OrdinalIgnoreCase) || string.Equals(remote.Host, "ssh." + Web.Host, StringComparison.OrdinalIgnoreCase));
    }

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host.Substring(4) : host;
}
