using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>
/// Matches the cells of two notebooks: by id where both have ids, then by equal content, then by similar content. The last two also help where a
/// tool gave all cells new ids.
/// </summary>
internal static class CellMatcher
{
    /// <summary>All pairs of so many open cells are compared; of more, only likely ones, so that time grows with the number of cells.</summary>
    private const int AllPairs = 40_000;
    private const int Neighbours = 4;

    /// <summary>A word in more cells than this tells nothing about which is which.</summary>
    private const int RareWord = 4;

    // How alike two cells must be: in the same place between matched cells, elsewhere, and against the word of ids that say otherwise.
    private const double InPlace = 0.3, Elsewhere = 0.5, AgainstIds = 0.75;

    public static CellMatch Match(NotebookDocument before, NotebookDocument after)
    {
        var match = new CellMatch(before.Cells, after.Cells);
        bool byId = before.HasIds && after.HasIds;
        if (byId)
            MatchById(match);
        MatchEqual(match);
        MatchSimilar(match, byId);
        return match;
    }

    private static void MatchById(CellMatch match)
    {
        var after = match.After.ToDictionary(c => c.Id!, c => c.Index, StringComparer.Ordinal);
        foreach (NotebookCell cell in match.Before)
        {
            if (after.TryGetValue(cell.Id!, out int index))
                match.Pair(cell.Index, index);
        }
    }

    private static void MatchEqual(CellMatch match)
    {
        // The equal beginning and end first, so that of several equal cells those in the same place are paired.
        int start = 0, endBefore = match.Before.Count, endAfter = match.After.Count;
        // A single edited cell between equal ones does not end them.
        while (start < endBefore && start < endAfter
            && (TryPair(match, start, start) || (start + 1 < endBefore && start + 1 < endAfter && TryPair(match, start + 1, start + 1))))
            start++;
        while (endBefore > start && endAfter > start
            && (TryPair(match, endBefore - 1, endAfter - 1) || (endBefore - 1 > start && endAfter - 1 > start && TryPair(match, endBefore - 2, endAfter - 2))))
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);

        var open = new Dictionary<(NotebookCellType, string), Queue<int>>();
        foreach (int index in match.OpenAfter)
        {
            NotebookCell cell = match.After[index];
            if (!open.TryGetValue((cell.Type, cell.Source), out Queue<int>? same))
                open.Add((cell.Type, cell.Source), same = new Queue<int>());
            same.Enqueue(index);
        }

        foreach (int index in match.OpenBefore.ToList())
        {
            NotebookCell cell = match.Before[index];
            if (open.TryGetValue((cell.Type, cell.Source), out Queue<int>? same) && same.Count > 0)
                match.Pair(index, same.Dequeue());
        }
    }

    /// <summary>Whether two cells are a pair already, or are equal and become one.</summary>
    private static bool TryPair(CellMatch match, int before, int after)
    {
        if (match.ToAfter(before) >= 0 || match.ToBefore(after) >= 0)
            return match.ToAfter(before) == after;
        NotebookCell old = match.Before[before], now = match.After[after];
        if (old.Type != now.Type || !old.HasSameSource(now))
            return false;
        match.Pair(before, after);
        return true;
    }

    private static void MatchSimilar(CellMatch match, bool byId)
    {
        var before = match.OpenBefore.ToDictionary(i => i, i => new CellWords(match.Before[i]));
        var after = match.OpenAfter.ToDictionary(i => i, i => new CellWords(match.After[i]));
        if (before.Count == 0 || after.Count == 0)
            return;
        int[] expected = ExpectedPlaces(match);
        IEnumerable<(int Before, int After)> likely = (long)before.Count * after.Count <= AllPairs
            ? before.Keys.SelectMany(_ => after.Keys, (b, a) => (b, a))
            : LikelyPairs(before, after, expected);

        var found = new List<(double Score, int Distance, int Before, int After)>();
        foreach ((int b, int a) in likely)
        {
            double score = before[b].SimilarityTo(after[a]);
            double needed = byId ? AgainstIds : IsSameGap(match, b, a) ? InPlace : Elsewhere;
            if (score >= needed)
                found.Add((score, Math.Abs(expected[b] - a), b, a));
        }

        foreach ((_, _, int b, int a) in found.OrderByDescending(f => f.Score).ThenBy(f => f.Distance).ThenBy(f => f.Before))
        {
            if (match.ToAfter(b) < 0 && match.ToBefore(a) < 0)
                match.Pair(b, a);
        }
    }

    /// <summary>Where each cell before would be if it stood as far behind the last matched cell as it did.</summary>
    private static int[] ExpectedPlaces(CellMatch match)
    {
        var result = new int[match.Before.Count];
        int next = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = match.ToAfter(i) >= 0 ? match.ToAfter(i) : next;
            next = result[i] + 1;
        }

        return result;
    }

    private static HashSet<(int Before, int After)> LikelyPairs(Dictionary<int, CellWords> before, Dictionary<int, CellWords> after, int[] expected)
    {
        var pairs = new HashSet<(int, int)>();
        foreach (int b in before.Keys)
        {
            for (int a = expected[b] - Neighbours; a <= expected[b] + Neighbours; a++)
            {
                if (after.ContainsKey(a))
                    pairs.Add((b, a));
            }
        }

        Dictionary<int, List<int>> words = CellWords.Index(after, RareWord), wordsBefore = CellWords.Index(before, RareWord);
        foreach (KeyValuePair<int, List<int>> word in wordsBefore.Where(w => w.Value.Count <= RareWord))
        {
            if (!words.TryGetValue(word.Key, out List<int>? cells) || cells.Count > RareWord)
                continue;
            foreach (int b in word.Value)
            {
                foreach (int a in cells)
                    pairs.Add((b, a));
            }
        }

        return pairs;
    }

    /// <summary>Whether the nearest matched cells before both are a pair, or both have none.</summary>
    private static bool IsSameGap(CellMatch match, int before, int after)
    {
        while (before >= 0 && match.ToAfter(before) < 0)
            before--;
        while (after >= 0 && match.ToBefore(after) < 0)
            after--;
        return before < 0 ? after < 0 : match.ToAfter(before) == after;
    }
}
