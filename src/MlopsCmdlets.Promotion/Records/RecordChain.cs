namespace MlopsCmdlets.Promotion.Records;

/// <summary>Judges the files of a record: which entries form the chain, and what is wrong with the rest.</summary>
internal static class RecordChain
{
    internal static PromotionHistory Check(string environment, IReadOnlyList<RecordFile> files)
    {
        var faults = new List<RecordFault>();
        foreach (var file in files)
        {
            if (FaultOf(environment, file) is { } fault)
                faults.Add(fault);
        }

        var candidates = files.Where(file => file.IsSound && Belongs(environment, file.Entry!))
            .GroupBy(file => file.Sequence!.Value).ToDictionary(group => group.Key, group => group.OrderBy(file => file.Path, StringComparer.Ordinal).ToList());
        var entries = Choose(candidates, faults);
        CheckLinks(entries, faults);
        AddGaps(entries, files, faults);
        return new PromotionHistory(environment, entries, [.. faults.OrderBy(fault => fault.Sequence ?? int.MaxValue).ThenBy(fault => fault.Kind)])
        {
            Newer = files.Select(file => file.Newer).FirstOrDefault(newer => newer is not null),
        };
    }

    private static RecordFault? FaultOf(string environment, RecordFile file)
    {
        if (file.Sequence is null)
            return new(RecordFaultKind.Unreadable, null, file.Path, $"'{file.Path}' does not have the name of an entry.");
        if (file.Entry is not { } entry)
            return new(RecordFaultKind.Unreadable, file.Sequence, file.Path, file.Problem ?? $"'{file.Path}' cannot be read.");
        if (file.ActualHash != entry.Hash || !entry.Hash.StartsWith(file.Mark, StringComparison.Ordinal))
            return new(RecordFaultKind.Edited, file.Sequence, file.Path, $"The content of entry {file.Sequence} does not have the hash that the entry was written with.");
        if (entry.Sequence != file.Sequence)
            return new(RecordFaultKind.Reordered, file.Sequence, file.Path, $"The file of entry {file.Sequence} holds entry {entry.Sequence}.");
        return Belongs(environment, entry) ? null
            : new(RecordFaultKind.Unreadable, file.Sequence, file.Path, $"Entry {file.Sequence} belongs to the record of environment '{entry.Environment}'.");
    }

    private static bool Belongs(string environment, PromotionEntry entry) => string.Equals(entry.Environment, environment, StringComparison.OrdinalIgnoreCase);

    /// <summary>One entry for each number; of several the one that the next number's entries name.</summary>
    private static List<PromotionEntry> Choose(Dictionary<int, List<RecordFile>> candidates, List<RecordFault> faults)
    {
        var entries = new List<PromotionEntry>();
        foreach (var sequence in candidates.Keys.OrderBy(sequence => sequence))
        {
            var same = candidates[sequence];
            var chosen = same[0];
            if (same.Count > 1)
            {
                var named = candidates.TryGetValue(sequence + 1, out var next) ? next.Select(file => file.Entry!.Previous).ToList() : [];
                chosen = same.Find(file => named.Contains(file.Entry!.Hash, StringComparer.Ordinal)) ?? chosen;
                faults.AddRange(same.Where(file => file != chosen).Select(file =>
                    new RecordFault(RecordFaultKind.Forked, sequence, file.Path, $"There is another entry {sequence}: '{file.Path}' besides '{chosen.Path}'.")));
            }
            entries.Add(chosen.Entry!);
        }
        return entries;
    }

    private static void CheckLinks(List<PromotionEntry> entries, List<RecordFault> faults)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.Sequence == 1 && entry.Previous is not null)
                faults.Add(new(RecordFaultKind.Reordered, 1, null, "The first entry names a predecessor."));
            else if (i > 0 && entries[i - 1].Sequence == entry.Sequence - 1 && entry.Previous != entries[i - 1].Hash)
                faults.Add(new(RecordFaultKind.Reordered, entry.Sequence, null, $"Entry {entry.Sequence} does not follow the entry {entry.Sequence - 1} that is there."));
        }
    }

    private static void AddGaps(List<PromotionEntry> entries, IReadOnlyList<RecordFile> files, List<RecordFault> faults)
    {
        // A file that is there but cannot be used is told of already.
        var told = new HashSet<int>(files.Where(file => file.Sequence is not null && !file.IsSound).Select(file => file.Sequence!.Value));
        var expected = 1;
        foreach (var entry in entries)
        {
            for (; expected < entry.Sequence; expected++)
            {
                if (told.Contains(expected))
                    continue;
                var last = expected;
                while (last + 1 < entry.Sequence && !told.Contains(last + 1))
                    last++;
                faults.Add(new(RecordFaultKind.Gap, expected, null, last == expected ? $"Entry {expected} is missing." : $"Entries {expected} to {last} are missing."));
                expected = last;
            }
            expected = entry.Sequence + 1;
        }
    }
}
