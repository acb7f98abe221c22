using System.Text.RegularExpressions;
using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>One conversation of libgit2 with a remote: login, trust, proxy, progress, the wish to stop, and what its failures mean.</summary>
internal sealed class LibGit2Remote(string address, RemoteAccess access, StallWatch watch)
{
    private static readonly Regex Status = new("status code: ?(?<code>[0-9]{3})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly string _shown = RemoteAddress.WithoutUserInfo(address)!;
    private readonly RemoteCertificate _certificate = new(access);
    private bool _asked;
    private bool _proxyAsked;
    private string? _loginProblem, _proxyProblem, _moved;

    /// <summary>What the remote refused, by reference.</summary>
    public List<(string Reference, string Reason)> Rejections { get; } = [];

    /// <summary>What the remote had before, by reference.</summary>
    public Dictionary<string, string?> Before { get; } = new(StringComparer.Ordinal);

    public FetchOptions ForFetch()
    {
        var options = new FetchOptions
        {
            Prune = true,
            CredentialsProvider = Login,
            CertificateCheck = _certificate.Accepts,
            OnProgress = _ => Goes(),
            OnUpdateTips = (_, _, _) => Goes(),
            OnTransferProgress = p =>
            {
                if (p.TotalObjects > 0)
                    Report("Receiving objects", p.ReceivedObjects, p.TotalObjects);
                return Goes();
            },
        };
        UseProxy(options.ProxyOptions);
        return options;
    }

    /// <param name="expected">What the remote must still have for the reference; null for anything.</param>
    public PushOptions ForPush(string? expected)
    {
        var options = new PushOptions
        {
            CredentialsProvider = Login,
            CertificateCheck = _certificate.Accepts,
            OnPushStatusError = e => Rejections.Add((e.Reference, e.Message)),
            OnPackBuilderProgress = (_, current, total) =>
            {
                Report("Compressing objects", current, total);
                return Goes();
            },
            OnPushTransferProgress = (current, total, _) =>
            {
                Report("Sending objects", current, total);
                return Goes();
            },
            OnNegotiationCompletedBeforePush = updates =>
            {
                foreach (PushUpdate update in updates)
                {
                    string? before = update.SourceObjectId is { } old && old != ObjectId.Zero ? old.Sha : null;
                    Before[update.DestinationRefName] = before;
                    if (expected is not null && before != expected)
                        _moved = PushRejections.Short(update.DestinationRefName);
                }

                return _moved is null && Goes();
            },
        };
        UseProxy(options.ProxyOptions);
        return options;
    }

    public void Report(string stage, int current, int total)
    {
        watch.Beat();
        access.Progress?.Report(new GitProgress(stage, total > 0 ? (int)(100L * current / total) : -1));
    }

    /// <summary>Runs the conversation, and turns what libgit2 throws into failures of ours.</summary>
    public T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException) when (watch.Token.IsCancellationRequested)
        {
            throw new OperationCanceledException(watch.Token);
        }
        catch (LibGit2SharpException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>Asked whenever something came: whether it goes on.</summary>
    private bool Goes()
    {
        watch.Beat();
        return !watch.Token.IsCancellationRequested;
    }

    /// <summary>Goes through the connection's own proxy; without one by git's configuration and the environment.</summary>
    private void UseProxy(ProxyOptions options)
    {
        if (access.Host?.Proxy is not { } proxy)
            return;
        options.ProxyType = ProxyType.Specified;
        options.Url = proxy.ToString();
        if (access.Host.ProxyCredential is not { } credential)
            return;
        options.CredentialsProvider = (_, _, _) =>
        {
            // Asked again means refused, as with the remote's own login.
            if (_proxyAsked)
                throw new InvalidOperationException(_proxyProblem = $"the proxy {proxy.Authority} does not accept the login of {credential.UserName}");
            _proxyAsked = true;
            return new UsernamePasswordCredentials { Username = credential.UserName, Password = credential.Password };
        };
    }

    private Credentials Login(string url, string userName, SupportedCredentialTypes types)
    {
        // Asked again means refused: without an end, libgit2 would go on asking.
        if (_asked)
            _loginProblem = "does not accept the token";
        else if (access.TokenFor(url) is { Length: > 0 } token)
            return Once(token);
        else
            _loginProblem = access.Host is null ? "wants a login" : $"wants a login, and the token of {access.Host.Url.Authority} is not for it";
        throw new InvalidOperationException(_loginProblem);
    }

    private UsernamePasswordCredentials Once(string token)
    {
        _asked = true;
        return new UsernamePasswordCredentials { Username = RemoteAccess.UserName, Password = token };
    }

    private Exception Explain(LibGit2SharpException failure)
    {
        string text = LibGit2Failures.Clean(failure.Message);
        if (_moved is not null)
            return BranchMovedException.OnRemote(_moved);
        if (_certificate.Problem is { } certificate)
            return new RemoteCertificateException(_shown, certificate);
        if (_proxyProblem is not null)
            return new RemoteUnreachableException(_shown, _proxyProblem, failure);
        if (_loginProblem is not null)
            return new RemoteAuthenticationException(_shown, _loginProblem);
        return Status.Match(failure.Message) is { Success: true } status ? ByStatus(status.Groups["code"].Value, text, failure) : ByText(text, failure);
    }

    private Exception ByStatus(string status, string text, Exception failure) => status switch
    {
        "401" => new RemoteAuthenticationException(_shown, _asked ? "does not accept the token" : "wants a login"),
        "403" => new RemoteAccessDeniedException(_shown, ""),
        "404" => new RemoteNotFoundException(_shown),
        _ => new RemoteUnreachableException(_shown, text, failure),
    };

    private Exception ByText(string text, LibGit2SharpException failure) => failure switch
    {
        _ when text.Contains("replays") => new RemoteAuthenticationException(_shown, "does not accept the token"),
        _ when text.Contains("requires authentication") && !text.Contains("proxy") => new RemoteAuthenticationException(_shown, "wants a login of a kind that libgit2 does not know"),
        _ when text.Contains("unsupported URL protocol") || text.Contains("unsupported protocol") => new RemoteProtocolException(_shown),
        _ when text.Contains("object format") || text.Contains("invalid oid") || text.Contains("object type") => new UnsupportedRepositoryException(_shown, "SHA-256 object names", failure),
        RepositoryNotFoundException => new RemoteNotFoundException(_shown),
        LockedFileException or CheckoutConflictException or NameConflictException => LibGit2Failures.Explain(_shown, failure),
        _ when LibGit2Failures.IsNameTooLong(text) || text.Contains("No space left") || text.Contains("Permission denied") || text.Contains("Read-only file system") => LibGit2Failures.Explain(_shown, failure),
        _ => new RemoteUnreachableException(_shown, text, failure),
    };
}
