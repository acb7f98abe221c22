using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>The differing lines of two texts, with the differing words of lines that replace each other.</summary>
internal sealed class LineDiff
{
    /// <summary>Lines before times lines after that are compared exactly; the algorithm's time grows with it. Larger parts are cut at lines that occur once.</summary>
    private const long ExactLimit = 4_000_000;

    private const int LongestLineForWords = 2_000;
    private static readonly CustomFunctionChunker WordChunker = new(text => [.. Words.Of(text)]);

    private readonly string[] _before, _after;
    private readonly List<NotebookLine> _lines = [];

    private LineDiff(string[] before, string[] after)
    {
        _before = before;
        _after = after;
    }

    /// <summary>Compares texts line by line; only line feeds end a line, so that other line ends show.</summary>
    /// <param name="context">Equal lines kept around a difference.</param>
    public static IReadOnlyList<NotebookLine> Of(string before, string after, int context) =>
        Of(before.Length == 0 ? [] : before.Split('\n'), after.Length == 0 ? [] : after.Split('\n'), context);

    public static IReadOnlyList<NotebookLine> Of(string[] before, string[] after, int context)
    {
        var diff = new LineDiff(before, after);
        int start = 0, endBefore = before.Length, endAfter = after.Length;
        while (start < endBefore && start < endAfter && before[start] == after[start])
            start++;
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);
        diff.AddSame(Math.Max(0, start - context), Math.Max(0, start - context), Math.Min(start, context));
        diff.Compare(start, endBefore, start, endAfter);
        diff.AddSame(endBefore, endAfter, Math.Min(context, before.Length - endBefore));
        return WithoutFar(diff._lines, context);
    }

    private void Compare(int beforeStart, int beforeEnd, int afterStart, int afterEnd)
    {
        if (beforeStart == beforeEnd || afterStart == afterEnd)
            AddBlock(beforeStart, beforeEnd, afterStart, afterEnd);
        else if ((long)(beforeEnd - beforeStart) * (afterEnd - afterStart) <= ExactLimit)
            CompareExactly(beforeStart, beforeEnd, afterStart, afterEnd);
        else
            CompareBetweenAnchors(beforeStart, beforeEnd, afterStart, afterEnd);
    }

    private void CompareExactly(int beforeStart, int beforeEnd, int afterStart, int afterEnd)
    {
        var chunker = new CustomFunctionChunker(text => text.Split('\n'));
        string old = string.Join("\n", _before, beforeStart, beforeEnd - beforeStart), now = string.Join("\n", _after, afterStart, afterEnd - afterStart);
        int atBefore = beforeStart, atAfter = afterStart;
        // One empty line is an empty text to the library.
        IEnumerable<DiffBlock> blocks = old.Length == 0 || now.Length == 0
            ? [new DiffBlock(0, beforeEnd - beforeStart, 0, afterEnd - afterStart)]
            : Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, chunker).DiffBlocks;
        foreach (DiffBlock block in blocks)
        {
            AddSame(atBefore, atAfter, beforeStart + block.DeleteStartA - atBefore);
            atBefore = beforeStart + block.DeleteStartA + block.DeleteCountA;
            atAfter = afterStart + block.InsertStartB + block.InsertCountB;
            AddBlock(atBefore - block.DeleteCountA, atBefore, atAfter - block.InsertCountB, atAfter);
        }

        AddSame(atBefore, atAfter, beforeEnd - atBefore);
    }

    /// <summary>As "patience" diff does it: lines that occur once on each side, in the same order, cut the rest into parts.</summary>
    private void CompareBetweenAnchors(int beforeStart, int beforeEnd, int afterStart, int afterEnd)
    {
        Dictionary<string, int> old = Unique(_before, beforeStart, beforeEnd), now = Unique(_after, afterStart, afterEnd);
        (int Before, int After)[] common = [.. old.Where(l => l.Value >= 0 && now.TryGetValue(l.Key, out int at) && at >= 0).Select(l => (l.Value, now[l.Key])).OrderBy(p => p.Value)];
        int atBefore = beforeStart, atAfter = afterStart;
        foreach (int anchor in LongestIncreasing.Of([.. common.Select(p => p.After)]))
        {
            Compare(atBefore, common[anchor].Before, atAfter, common[anchor].After);
            AddSame(common[anchor].Before, common[anchor].After, 1);
            (atBefore, atAfter) = (common[anchor].Before + 1, common[anchor].After + 1);
        }

        if (atBefore == beforeStart)
            AddBlock(beforeStart, beforeEnd, afterStart, afterEnd); // nothing in common: all of it was replaced
        else
            Compare(atBefore, beforeEnd, atAfter, afterEnd);
    }

    /// <summary>Places of lines; less than 0 for a line that occurs more than once.</summary>
    private static Dictionary<string, int> Unique(string[] lines, int start, int end)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = start; i < end; i++)
            places[lines[i]] = places.ContainsKey(lines[i]) ? -1 : i;
        return places;
    }

    private void AddSame(int before, int after, int count)
    {
        for (int i = 0; i < count; i++)
            _lines.Add(new NotebookLine { Kind = NotebookLineKind.Same, Text = _before[before + i], Before = before + i + 1, After = after + i + 1 });
    }

    private void AddBlock(int beforeStart, int beforeEnd, int afterStart, int afterEnd)
    {
        int removed = beforeEnd - beforeStart, added = afterEnd - afterStart;
        var words = new (IReadOnlyList<NotebookWord> Before, IReadOnlyList<NotebookWord> After)[Math.Min(removed, added)];
        for (int i = 0; i < words.Length; i++)
            words[i] = CompareWords(_before[beforeStart + i], _after[afterStart + i]);
        for (int i = 0; i < removed; i++)
            _lines.Add(new NotebookLine { Kind = NotebookLineKind.Removed, Text = _before[beforeStart + i], Before = beforeStart + i + 1, Words = i < words.Length ? words[i].Before : [] });
        for (int i = 0; i < added; i++)
            _lines.Add(new NotebookLine { Kind = NotebookLineKind.Added, Text = _after[afterStart + i], After = afterStart + i + 1, Words = i < words.Length ? words[i].After : [] });
    }

    /// <summary>The words of two lines; none if they have less in common than not.</summary>
    private static (IReadOnlyList<NotebookWord> Before, IReadOnlyList<NotebookWord> After) CompareWords(string before, string after)
    {
        if (before.Length is 0 or > LongestLineForWords || after.Length is 0 or > LongestLineForWords)
            return ([], []);
        DiffResult diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, WordChunker);
        List<NotebookWord> old = Mark(diff.PiecesOld, diff.DiffBlocks.Select(b => (b.DeleteStartA, b.DeleteCountA)));
        List<NotebookWord> now = Mark(diff.PiecesNew, diff.DiffBlocks.Select(b => (b.InsertStartB, b.InsertCountB)));
        int common = old.Where(w => !w.Changed).Sum(w => w.Text.Trim().Length);
        return common * 4 >= Math.Max(before.Trim().Length, after.Trim().Length) ? (old, now) : ([], []);
    }

    private static List<NotebookWord> Mark(IReadOnlyList<string> pieces, IEnumerable<(int Start, int Count)> changed)
    {
        var marks = new bool[pieces.Count];
        foreach ((int start, int count) in changed)
        {
            for (int i = start; i < start + count; i++)
                marks[i] = true;
        }

        var result = new List<NotebookWord>();
        for (int i = 0; i < marks.Length;)
        {
            int end = i;
            while (end < marks.Length && marks[end] == marks[i])
                end++;
            result.Add(new NotebookWord(string.Concat(pieces.Skip(i).Take(end - i)), marks[i]));
            i = end;
        }

        return result;
    }

    /// <summary>Takes out equal lines that are far from any difference.</summary>
    private static List<NotebookLine> WithoutFar(List<NotebookLine> lines, int context)
    {
        var near = new bool[lines.Count];
        for (int i = 0, last = int.MinValue / 2; i < near.Length; i++)
        {
            last = lines[i].Kind == NotebookLineKind.Same ? last : i;
            near[i] = i - last <= context;
        }

        for (int i = near.Length - 1, next = int.MaxValue / 2; i >= 0; i--)
        {
            next = lines[i].Kind == NotebookLineKind.Same ? next : i;
            near[i] |= next - i <= context;
        }

        var result = new List<NotebookLine>();
        for (int i = 0; i < near.Length; i++)
        {
            if (near[i])
                result.Add(result.Count > 0 && !near[i - 1] ? lines[i] with { FollowsGap = true } : lines[i]);
        }

        return result;
    }
}
