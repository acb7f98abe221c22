using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>
/// The record of one environment over its asset files: a file for each entry, under a name made of its number and hash, so that none ever overwrites
/// another. Writers take turns by claims (<see cref="ClaimContest"/>); the listing that shows a claim alone shows the head of the record too.
/// A writer that crashes leaves a claim, which holds others up for two minutes at most, and never half an entry that others build upon.
/// </summary>
public sealed class PromotionRecord : IPromotionRecord
{
    private const int ReadsInFlight = 16;
    private const int Looks = 5;
    private static readonly ClaimRules Turn = new(TimeSpan.FromMinutes(5), Force: false, StaleAfter: TimeSpan.FromMinutes(2));

    private readonly IRecordFiles _files;
    private readonly string _environment;
    private readonly Actor _me;
    private readonly LockServices _services;
    private readonly string _folder;
    private readonly ClaimContest _contest;
    private readonly string _writing;
    private volatile IReadOnlyDictionary<string, PromotionEntry> _settled = new Dictionary<string, PromotionEntry>(StringComparer.Ordinal);

    /// <param name="files">The destination's files.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="me">Who writes.</param>
    /// <param name="services">Clock, processes, randomness.</param>
    public PromotionRecord(IRecordFiles files, string environment, Actor me, LockServices services)
    {
        _files = files;
        _environment = environment;
        _me = me;
        _services = services;
        _folder = RecordPaths.Record(environment);
        _writing = RecordPaths.Writing(environment);
        _contest = new ClaimContest(files, _folder, _writing, services);
    }

    /// <inheritdoc/>
    public async Task<PromotionHistory> ReadAsync(CancellationToken cancellationToken)
    {
        for (var look = 0; ; look++)
        {
            var listing = await _files.ListAsync(_folder, cancellationToken).ConfigureAwait(false);
            var settled = _settled;
            var history = await ReadAsync(
                [.. EntriesIn(listing).Select(file => settled.TryGetValue(file.Path, out var known) ? file with { Entry = known, ActualHash = known.Hash } : file)], cancellationToken).ConfigureAwait(false);
            if (history.Faults.Count == 0)
                Settle(history.Entries);
            if (look >= 2 || !history.Faults.Any(fault => fault.Kind is not RecordFaultKind.Edited))
                return history;
            await _contest.PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<PromotionEntry> AppendAsync(PromotionEntry entry, CancellationToken cancellationToken)
    {
        var turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var listing = turn.Listing;
            for (var yields = 0; ;)
            {
                var (head, isForked) = await FindHeadAsync(EntriesIn(listing), cancellationToken).ConfigureAwait(false);
                if (isForked && yields++ < Looks)
                {
                    // One of two last entries is of a writer that was thought gone; it goes when its writer gets a turn, if that is alive.
                    await _contest.WithdrawAsync(turn.Path).ConfigureAwait(false);
                    await _contest.PauseAsync(yields, cancellationToken).ConfigureAwait(false);
                    turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                    listing = turn.Listing;
                    continue;
                }
                var sequence = (head?.Sequence ?? 0) + 1;
                if (sequence > RecordFile.MaxSequence)
                    throw new RecordFullException(_environment, sequence);
                var (next, content) = EntryForm.Seal(entry with { Environment = _environment, Sequence = sequence, Previous = head?.Hash, Nonce = _services.NewNonce() });
                listing = await WriteAsync(next, content, cancellationToken).ConfigureAwait(false);

                // We were so slow that somebody thought us gone: what became of our entry can be judged only when nobody else is at it.
                if (!listing.Contains(turn.Path, StringComparer.Ordinal))
                {
                    turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
                    listing = turn.Listing;
                }
                if (await IsAloneAsync(next, listing, cancellationToken).ConfigureAwait(false))
                    return next;

                // The entry of one who was thought gone came late. Nobody builds on ours while it is our turn: it goes, and comes again behind theirs.
                var path = RecordFile.PathOf(_folder, next);
                await _files.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
                listing = [.. listing.Where(other => other != path)];
            }
        }
        finally
        {
            await _contest.WithdrawAsync(turn.Path).ConfigureAwait(false);
        }
    }

    /// <summary>A promotion looks at the record before and under the lock: what others built upon is read once. The last entry may still be withdrawn by its writer.</summary>
    private void Settle(IReadOnlyList<PromotionEntry> entries) =>
        _settled = entries.Take(entries.Count - 1).ToDictionary(entry => RecordFile.PathOf(_folder, entry), StringComparer.Ordinal);

    private Task<HeldClaim> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var process = _services.Processes.Current;
        return _contest.EnterAsync(
            nonce => new LockHolder(_me, process.Host, process.Id, process.StartedAt, "writing an entry", _services.Time.GetUtcNow(), nonce) { Scope = process.Scope },
            Turn, other => new RecordBusyException(_environment, other), cancellationToken);
    }

    /// <summary>Writes until a listing shows it.</summary>
    private async Task<IReadOnlyList<string>> WriteAsync(PromotionEntry entry, byte[] content, CancellationToken cancellationToken)
    {
        var path = RecordFile.PathOf(_folder, entry);
        for (var look = 0; look < 3 * Looks; look++)
        {
            // Again after some looks: the first request may have been lost.
            if (look % Looks == 0)
                await _files.PutNewAsync(path, content, cancellationToken).ConfigureAwait(false);
            var listing = await _files.ListAsync(_folder, cancellationToken).ConfigureAwait(false);
            if (listing.Contains(path, StringComparer.Ordinal)
                && await _files.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } kept && kept.AsSpan().SequenceEqual(content))
                return listing;
            await _contest.PauseAsync(look, cancellationToken).ConfigureAwait(false);
        }
        throw new ClaimsNotKeptException(path);
    }

    /// <summary>Files with our number that hold no entry are faults for the reader and no rivals: they would keep the number forever.</summary>
    private async Task<bool> IsAloneAsync(PromotionEntry entry, IReadOnlyList<string> listing, CancellationToken cancellationToken)
    {
        var path = RecordFile.PathOf(_folder, entry);
        var rivals = EntriesIn(listing).Where(file => file.Sequence == entry.Sequence && file.Path != path).ToList();
        return listing.Contains(path, StringComparer.Ordinal)
            && (rivals.Count == 0 || (await ReadAsync(rivals, cancellationToken).ConfigureAwait(false)).Entries.Count == 0);
    }

    /// <summary>The last entry; of several with the last number the one that the chain takes.</summary>
    private async Task<(PromotionEntry? Head, bool IsForked)> FindHeadAsync(IReadOnlyList<RecordFile> files, CancellationToken cancellationToken)
    {
        // Usually one read; downwards past files that hold no entry.
        foreach (var group in files.Where(file => file.Sequence is not null).GroupBy(file => file.Sequence!.Value).OrderByDescending(group => group.Key))
        {
            var found = await ReadAsync([.. group], cancellationToken).ConfigureAwait(false);
            found.RefuseNewer();
            if (found.Entries is [.., var head])
                return (head, found.Faults.Any(fault => fault.Kind == RecordFaultKind.Forked));
        }
        return (null, false);
    }

    private IReadOnlyList<RecordFile> EntriesIn(IReadOnlyList<string> listing) =>
        [.. listing.Where(path => path.StartsWith(_folder + "/", StringComparison.Ordinal) && !path.StartsWith(_writing + "/", StringComparison.Ordinal)).Select(path => RecordFile.Of(_folder, path))];

    private async Task<PromotionHistory> ReadAsync(IReadOnlyList<RecordFile> files, CancellationToken cancellationToken) =>
        RecordChain.Check(_environment, await ParallelWork.SelectAsync(files, ReadsInFlight, ReadAsync, cancellationToken).ConfigureAwait(false));

    private async Task<RecordFile> ReadAsync(RecordFile file, CancellationToken cancellationToken)
    {
        if (file.Sequence is null || file.Entry is not null)
            return file;
        try
        {
            if (await _files.ReadAsync(file.Path, cancellationToken).ConfigureAwait(false) is not { } content)
                return file with { Problem = $"'{file.Path}' is listed, but there is no such file." };
            var (entry, hash) = EntryForm.Read(content, file.Path);
            return file with { Entry = entry, ActualHash = hash };
        }
        catch (PromotionException e)
        {
            return file with { Problem = e.Message, Newer = e as NewerDocumentException };
        }
    }
}
