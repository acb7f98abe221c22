using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Locking;

/// <summary>What one contender knows of the others' claims. A claim never changes, so that each is read once.</summary>
internal sealed class ClaimWatch(IRecordFiles files, LockServices services, ClaimRules rules)
{
    private readonly Dictionary<string, LockHolder> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _firstSeen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removedPaths = new(StringComparer.Ordinal);
    private readonly List<LockHolder> _removed = [];
    private readonly long _began = services.Time.GetTimestamp();

    internal TimeSpan Elapsed => services.Time.GetElapsedTime(_began);

    /// <summary>Paths of our own claims, withdrawn ones too: one whose removal failed stands in nobody's way but ours.</summary>
    internal HashSet<string> Own { get; } = new(StringComparer.Ordinal);

    internal bool Forced { get; set; }

    internal bool EverSeen { get; set; }

    internal IReadOnlyList<LockHolder> Removed => _removed;

    /// <summary>The claims whose makers may still be at work; those of crashed ones are removed on the way.</summary>
    internal async Task<List<string>> LivingAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var living = new List<string>();
        foreach (var path in paths.Where(path => !_removedPaths.Contains(path)))
        {
            if (Own.Contains(path))
            {
                await files.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
                _removedPaths.Add(path);
                continue;
            }
            if (!_firstSeen.ContainsKey(path))
                _firstSeen[path] = services.Time.GetTimestamp();
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } holder && IsAbandoned(path, holder))
                await RemoveAsync([path], cancellationToken).ConfigureAwait(false);
            else
                living.Add(path);
        }
        return living;
    }

    /// <summary>Removes claims by force.</summary>
    internal async Task RemoveAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            // Read first: afterwards nobody could say whose it was.
            var holder = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
            await files.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
            // From here on it counts for nobody, even if a lagging listing shows it.
            if (_removedPaths.Add(path))
                _removed.Add(holder ?? ClaimForm.Unknown(path));
        }
    }

    /// <summary>Of those who are there, the one who says to be there longest; null when none is any more.</summary>
    internal async Task<LockHolder?> OldestAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        LockHolder? oldest = null;
        foreach (var path in paths)
        {
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } holder && (oldest is null || holder.Since < oldest.Since))
                oldest = holder;
        }
        return oldest;
    }

    internal async Task<LockHolder?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(path, out var known))
            return known;
        if (await files.ReadAsync(path, cancellationToken).ConfigureAwait(false) is not { } content)
            return null;
        return _known[path] = ClaimForm.Read(path, content);
    }

    internal bool IsCrashed(LockHolder holder) => !holder.IsPerson && services.Processes.IsGone(new LocalProcess(holder.Host, holder.Scope, holder.ProcessId, holder.ProcessStartedAt));

    private bool IsAbandoned(string path, LockHolder holder) =>
        IsCrashed(holder) || rules.StaleAfter is { } limit && services.Time.GetElapsedTime(_firstSeen[path]) >= limit;
}
