using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>The lock of one environment over its asset files, see <see cref="ClaimContest"/> for why it is one.</summary>
public sealed class EnvironmentLock : IEnvironmentLock
{
    private readonly IRecordFiles _files;
    private readonly string _environment;
    private readonly Actor _me;
    private readonly LockServices _services;
    private readonly string _folder;
    private readonly ClaimContest _contest;

    /// <param name="files">The destination's files.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="me">Who asks for the lock.</param>
    /// <param name="services">Clock, processes, randomness.</param>
    public EnvironmentLock(IRecordFiles files, string environment, Actor me, LockServices services)
    {
        _files = files;
        _environment = environment;
        _me = me;
        _services = services;
        _folder = RecordPaths.Lock(environment);
        _contest = new ClaimContest(files, _folder, _folder, services);
    }

    /// <inheritdoc/>
    public async Task<LockHolder?> GetHolderAsync(CancellationToken cancellationToken)
    {
        var watch = Watch();
        var living = new List<string>();
        foreach (var path in _contest.ClaimsIn(await _files.ListAsync(_folder, cancellationToken).ConfigureAwait(false)))
        {
            if (await watch.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } holder && !watch.IsCrashed(holder))
                living.Add(path);
        }
        return await watch.OldestAsync(living, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ILockHandle> AcquireAsync(LockRequest request, CancellationToken cancellationToken)
    {
        var process = _services.Processes.Current;
        var held = await _contest.EnterAsync(
            nonce => new LockHolder(_me, process.Host, request.ByPerson ? 0 : process.Id, process.StartedAt, request.Purpose, _services.Time.GetUtcNow(), nonce) { Scope = process.Scope },
            new ClaimRules(request.Wait, request.Force, StaleAfter: null),
            other => new EnvironmentLockedException(_environment, other, _services.Time.GetUtcNow() - other.Since),
            cancellationToken).ConfigureAwait(false);
        return new Handle(_environment, _contest, held);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LockHolder>> BreakAsync(CancellationToken cancellationToken) => RemoveAsync(_ => true, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LockHolder>> SweepAsync(CancellationToken cancellationToken) => RemoveAsync(Watch().IsCrashed, cancellationToken);

    /// <summary>All claims that are there: of the holder, of those who wait, and of those who crashed.</summary>
    public async Task<IReadOnlyList<LockHolder>> ListAsync(CancellationToken cancellationToken)
    {
        var (watch, claims) = (Watch(), new List<LockHolder>());
        foreach (var path in _contest.ClaimsIn(await _files.ListAsync(_folder, cancellationToken).ConfigureAwait(false)))
        {
            if (await watch.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } holder)
                claims.Add(holder);
        }
        return claims;
    }

    /// <summary>Removes the claims that a test accepts, whoever made them.</summary>
    /// <returns>Who was removed.</returns>
    public async Task<IReadOnlyList<LockHolder>> RemoveAsync(Func<LockHolder, bool> accepts, CancellationToken cancellationToken)
    {
        var watch = Watch();
        foreach (var path in _contest.ClaimsIn(await _files.ListAsync(_folder, cancellationToken).ConfigureAwait(false)))
        {
            if (await watch.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } holder && accepts(holder))
                await watch.RemoveAsync([path], cancellationToken).ConfigureAwait(false);
        }
        return watch.Removed;
    }

    private ClaimWatch Watch() => new(_files, _services, new ClaimRules(TimeSpan.Zero, Force: false, StaleAfter: null));

    private sealed class Handle(string environment, ClaimContest contest, HeldClaim held) : ILockHandle
    {
        public LockHolder Holder => held.Holder;

        public IReadOnlyList<LockHolder> TakenFrom => held.TakenFrom;

        public async Task VerifyAsync(CancellationToken cancellationToken)
        {
            if (!await contest.IsThereAsync(held.Path, cancellationToken).ConfigureAwait(false))
                throw new LockLostException(environment);
        }

        public Task ReleaseAsync(CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? contest.WithdrawAsync(held.Path) : contest.RemoveAsync(held.Path, cancellationToken);
    }
}
