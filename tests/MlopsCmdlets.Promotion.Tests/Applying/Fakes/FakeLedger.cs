using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Lock, record and approvals in memory.</summary>
public sealed class FakeLedger(Wire wire, string environment, TimeProvider time) : IEnvironmentLock, IPromotionRecord, IApprovalStore
{
    private (LockHolder Holder, int Run)? _held;

    public List<PromotionEntry> Entries { get; } = [];

    public List<Approval> Approvals { get; } = [];

    public List<RecordFault> Faults { get; } = [];

    public NewerDocumentException? Newer { get; set; }

    public bool IsLocked => _held is not null;

    public void HoldBy(string user, string host) => _held = (new LockHolder(new Actor("https://b.example.com", user, user), host, 1, default, "something else", default, "x"), wire.Run);

    public Task<LockHolder?> GetHolderAsync(CancellationToken cancellationToken) => wire.CallAsync("look at lock", cancellationToken, () => _held?.Holder);

    public Task<ILockHandle> AcquireAsync(LockRequest request, CancellationToken cancellationToken) => wire.CallAsync<ILockHandle>("lock", cancellationToken, () =>
    {
        var from = _held;
        if (from is { } held && held.Run == wire.Run && !request.Force)
            throw new EnvironmentLockedException(environment, held.Holder, TimeSpan.FromMinutes(3));
        var mine = new LockHolder(new Actor("https://b.example.com", "me", "me"), "build-1", 7, default, request.Purpose, time.GetUtcNow(), Guid.NewGuid().ToString());
        _held = (mine, wire.Run);
        return new Handle(this, wire, mine, from is { } taken ? [taken.Holder] : []);
    });

    public Task<IReadOnlyList<LockHolder>> BreakAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LockHolder>> SweepAsync(CancellationToken cancellationToken) => wire.CallAsync<IReadOnlyList<LockHolder>>("sweep", cancellationToken, () =>
    {
        if (_held is not { } held || held.Run == wire.Run)
            return [];
        _held = null;
        return [held.Holder];
    });

    public Task<PromotionHistory> ReadAsync(CancellationToken cancellationToken) => wire.CallAsync("read record", cancellationToken, () => new PromotionHistory(environment, [.. Entries], [.. Faults]) { Newer = Newer });

    public Task<PromotionEntry> AppendAsync(PromotionEntry entry, CancellationToken cancellationToken) => wire.CallAsync($"append {entry.Kind} {entry.Outcome}", cancellationToken, () =>
    {
        var written = entry with { Sequence = Entries.Count + 1, Previous = Entries.LastOrDefault()?.Hash, Hash = $"hash-{Entries.Count + 1}" };
        Entries.Add(written);
        return written;
    });

    public Task<IReadOnlyList<Approval>> ListAsync(string planHash, CancellationToken cancellationToken) =>
        wire.CallAsync<IReadOnlyList<Approval>>("list approvals", cancellationToken, () => [.. Approvals.Where(approval => approval.PlanHash == planHash)]);

    public Task<Approval> AddAsync(string planHash, ApprovalDecision decision, string? comment, CancellationToken cancellationToken) => throw new NotSupportedException();

    private sealed class Handle(FakeLedger owner, Wire wire, LockHolder holder, IReadOnlyList<LockHolder> takenFrom) : ILockHandle
    {
        public LockHolder Holder => holder;

        public IReadOnlyList<LockHolder> TakenFrom => takenFrom;

        public Task VerifyAsync(CancellationToken cancellationToken) => wire.CallAsync("verify lock", cancellationToken, () => owner._held?.Holder == holder ? true : throw new LockLostException("prd"));

        public Task ReleaseAsync(CancellationToken cancellationToken) => wire.CallAsync("unlock", cancellationToken, () =>
        {
            if (owner._held?.Holder == holder)
                owner._held = null;
            return true;
        });
    }
}
