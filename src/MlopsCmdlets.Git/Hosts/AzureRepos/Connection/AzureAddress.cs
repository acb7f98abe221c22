namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>
/// The address of an organisation (<c>https://dev.azure.com/org</c>, <c>https://org.visualstudio.com</c>) or of a server's collection
/// (<c>https://server/tfs/DefaultCollection</c>), and what it says of other addresses.
/// </summary>
internal sealed class AzureAddress
{
    private const string Cloud = "dev.azure.com";
    private const string OldCloud = ".visualstudio.com";
    private const string Git = "_git";

    private readonly string _host;
    private readonly string[] _collection;
    private readonly string? _organization;

    /// <exception cref="ArgumentException">It is no such address.</exception>
    public AzureAddress(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http"))
            throw new ArgumentException("The address of Azure Repos must begin with https://.", nameof(url));
        if (url.UserInfo.IndexOf(':') >= 0)
            throw new ArgumentException("The address must not contain a password or token; give it as a token.", nameof(url));

        _host = url.IdnHost;
        Origin = new UriBuilder(url.Scheme, url.Host, url.IsDefaultPort ? -1 : url.Port).Uri;
        var segments = Segments(url.AbsolutePath);
        var git = Array.FindIndex(segments, s => Same(s, Git));
        if (git >= 0)
            segments = segments.Take(IsCloud ? Math.Min(git, 1) : Math.Max(0, git - 1)).ToArray();
        if (IsCloud)
        {
            if (segments.Length == 0)
                throw new ArgumentException($"The address names no organisation; write https://{Cloud}/ORGANISATION.", nameof(url));
            _organization = segments[0];
            _collection = [_organization];
        }
        else if (IsOldCloud)
        {
            _organization = _host.Substring(0, _host.Length - OldCloud.Length);
            _collection = [];
        }
        else
        {
            if (segments.Length == 0)
                throw new ArgumentException("The address names no collection; write for example https://SERVER/tfs/DefaultCollection.", nameof(url));
            _collection = segments;
        }

        Path = string.Concat(_collection.Select(s => "/" + Uri.EscapeDataString(s)));
        Url = new Uri(Origin, Path.Length == 0 ? "/" : Path);
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin { get; }

    /// <summary>Path of the organisation or collection, escaped: <c>/org</c>, or empty.</summary>
    public string Path { get; }

    /// <summary>The whole address.</summary>
    public Uri Url { get; }

    /// <summary>
    /// Where identities are looked up. In the cloud that is another name of the same service, from this fixed table and never from a reply: the token goes
    /// to these two names alone.
    /// </summary>
    public Uri IdentityOrigin => IsCloud ? new Uri("https://vssps.dev.azure.com/") : IsOldCloud ? new Uri($"https://{_organization}.vssps.visualstudio.com/") : Origin;

    private bool IsCloud => Same(_host, Cloud);

    private bool IsOldCloud => _host.EndsWith(OldCloud, StringComparison.OrdinalIgnoreCase) && _host.Length > OldCloud.Length;

    /// <summary>Where git clones a repository from, without a user name. Built here: a server may name hosts that only it knows.</summary>
    public Uri CloneUrl(HostRepositoryName name) =>
        new(Origin, $"{Path}/{Uri.EscapeDataString(name.Owner)}/{Git}/{Uri.EscapeDataString(name.Name)}");

    /// <summary>Where people look at a pull request.</summary>
    public Uri PullRequestUrl(HostRepositoryName name, int number) => new(FormattableString.Invariant($"{CloneUrl(name).AbsoluteUri}/pullrequest/{number}"));

    /// <summary>The repository that an address of a remote names, in any of its forms; null for one elsewhere.</summary>
    public HostRepositoryName? Recognize(Uri remote)
    {
        if (!remote.IsAbsoluteUri)
            return ByShortSsh(remote.OriginalString);
        return remote.Scheme switch
        {
            "https" or "http" => ByHttp(remote),
            "ssh" => BySsh(remote.IdnHost, Segments(remote.AbsolutePath)),
            _ => null,
        };
    }

    private HostRepositoryName? ByHttp(Uri remote)
    {
        var segments = Segments(remote.AbsolutePath);
        if (Same(remote.IdnHost, _host) && remote.Port == Origin.Port)
            return StartsWith(segments, _collection) ? Named(segments.Skip(_collection.Length).ToArray()) : null;
        if (_organization is null || !remote.IsDefaultPort)
            return null;
        if (Same(remote.IdnHost, Cloud))
            return StartsWith(segments, [_organization]) ? Named(segments.Skip(1).ToArray()) : null;
        return Same(remote.IdnHost, _organization + OldCloud) ? Named(segments) : null;
    }

    /// <summary><c>git@ssh.dev.azure.com:v3/org/project/repo</c>, which is no URL.</summary>
    private HostRepositoryName? ByShortSsh(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || text.IndexOf('/') is >= 0 and var slash && slash < colon)
            return null;
        var host = text.Substring(0, colon);
        return BySsh(host.Substring(host.LastIndexOf('@') + 1), Segments(text.Substring(colon + 1)));
    }

    private HostRepositoryName? BySsh(string host, string[] segments)
    {
        if (segments.Length == 4 && Same(segments[0], "v3"))
        {
            var known = _organization is null ? Same(host, "ssh." + _host) : Same(host, "ssh." + Cloud) || Same(host, "vs-ssh" + OldCloud);
            return known && Same(segments[1], _organization ?? _collection[_collection.Length - 1]) ? new(segments[2], segments[3]) : null;
        }

        if (_organization is not null && (Same(host, _organization + OldCloud) || Same(host, "vs-ssh" + OldCloud)))
            return Named(segments);
        return Same(host, _host) && StartsWith(segments, _collection) ? Named(segments.Skip(_collection.Length).ToArray()) : null;
    }

    /// <summary>What follows the collection: <c>project/_git/repo</c>, or <c>_git/repo</c> of the project with the same name.</summary>
    private static HostRepositoryName? Named(string[] segments)
    {
        if (segments.Length > 0 && Same(segments[0], "DefaultCollection"))
            segments = segments.Skip(1).ToArray();
        var at = Array.FindIndex(segments, s => Same(s, Git) || Same(s, "_ssh"));
        if (at is < 0 or > 1)
            return null;
        var rest = segments.Skip(at + 1).ToArray();
        // A clone that leaves objects out, or wants them all.
        if (rest.Length == 2 && rest[0] is "_full" or "_optimized")
            rest = rest.Skip(1).ToArray();
        return rest.Length == 1 ? new(at == 1 ? segments[0] : rest[0], rest[0]) : null;
    }

    private static string[] Segments(string path) =>
        path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();

    private static bool StartsWith(string[] segments, string[] start) =>
        segments.Length >= start.Length && start.Zip(segments, Same).All(same => same);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
