using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git;

/// <summary>A repository of either host. What the hosts differ in is in the classes below it.</summary>
internal abstract class GitRepository(GitHost host, long id, string name)
{
    private readonly Dictionary<string, GitUser> _lastPushers = new(StringComparer.Ordinal);
    private BareRepository? _storage;
    private Func<BareRepository, Task>? _fill;
    private PolledState? _copying;
    private bool _firstBranch;
    private bool _onlyDefault;

    public GitHost Host => host;

    public long Id => id;

    public string Name { get; set; } = name;

    public string DefaultBranch { get; set; } = "main";

    public DateTimeOffset CreatedAt { get; } = host.World.Now;

    public DateTimeOffset PushedAt { get; private set; } = host.World.Now;

    /// <summary>The repository that this one is a fork of.</summary>
    public GitRepository? Parent { get; init; }

    /// <summary><c>sha1</c> or <c>sha256</c>.</summary>
    public string ObjectFormat { get; init; } = "sha1";

    /// <summary>The realm in the challenge to a client without credentials.</summary>
    public abstract string Realm { get; }

    /// <summary>Whether a fork still waits for its branches. They come when they are asked for: none, then the default one, then all.</summary>
    public bool IsCopying => _copying is { Done: false };

    /// <summary>Whether nothing was ever put into it.</summary>
    public bool IsEmpty => _storage is null ? _fill is null : _storage.IsEmpty;

    public GitUser? LastPusher(string branch) => _lastPushers.GetValueOrDefault(branch);

    public abstract RepositoryPermission PermissionOf(GitUser? user);

    /// <summary>Whether the token's scopes allow a push, whatever its user may do.</summary>
    public abstract bool MayPushWith(GitToken token);

    /// <summary>Why an update is refused; null when it is fine.</summary>
    public abstract Task<RefRule?> JudgeAsync(RefUpdate update, GitUser user);

    /// <summary>The text for somebody who may not push at all.</summary>
    public abstract string PushDenied(GitUser user);

    /// <summary>How the content comes into being at the first use.</summary>
    public void FillWith(Func<BareRepository, Task> fill) => _fill = fill;

    /// <summary>The storage with all that is there; a fork's copy is completed.</summary>
    public async Task<BareRepository> OpenAsync()
    {
        var storage = await PrepareAsync();
        if (_copying is not null)
        {
            _copying = null;
            await CopyAsync(storage, all: !_onlyDefault);
        }

        return storage;
    }

    /// <summary>The storage as a reader sees it now, while a fork is being filled.</summary>
    public async Task<BareRepository> PeekAsync()
    {
        var storage = await PrepareAsync();
        if (_copying is null) return storage;
        if (_copying.Done)
        {
            _copying = null;
            await CopyAsync(storage, all: !_onlyDefault);
        }
        else if (_copying.Seen > 0 && !_firstBranch)
        {
            _firstBranch = true;
            await CopyAsync(storage, all: false);
        }

        _copying?.Poll();
        return storage;
    }

    /// <summary>Called after a reference was changed by a push or a call.</summary>
    public virtual Task OnRefChangedAsync(RefUpdate update, GitUser user)
    {
        PushedAt = host.World.Now;
        if (update.Branch is { } branch) _lastPushers[branch] = user;
        return Task.CompletedTask;
    }

    /// <summary>Makes this repository a copy of its parent, in as many looks as asynchronous operations take.</summary>
    public void CopyFromParent(bool onlyDefault, string? onlyBranch = null)
    {
        DefaultBranch = onlyBranch ?? Parent!.DefaultBranch;
        _onlyDefault = onlyDefault;
        _copying = new PolledState(2 * host.World.Settings.PollsPerStep);
    }

    public void SetDefaultBranch(string branch)
    {
        DefaultBranch = branch;
        _storage?.SetHead(branch);
    }

    private async Task CopyAsync(BareRepository storage, bool all)
    {
        var source = await Parent!.OpenAsync();
        var branches = await source.RefsAsync(GitRef.Heads);
        var wanted = branches.Where(b => all || b.ShortName == DefaultBranch).Select(b => $"+{b.Name}:{b.Name}");
        var tags = all ? (await source.RefsAsync(GitRef.Tags)).Select(t => $"+{t.Name}:{t.Name}") : [];
        await storage.FetchAsync(source, [.. wanted, .. tags]);
    }

    private async Task<BareRepository> PrepareAsync()
    {
        if (_storage is not null) return _storage;
        _storage = host.Store.Create(DefaultBranch, ObjectFormat);
        if (_fill is { } fill) await fill(_storage);
        _fill = null;
        return _storage;
    }
}
