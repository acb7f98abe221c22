using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>Which cell before is which cell after.</summary>
internal sealed class CellMatch(IReadOnlyList<NotebookCell> before, IReadOnlyList<NotebookCell> after)
{
    private readonly int[] _toAfter = Filled(before.Count);
    private readonly int[] _toBefore = Filled(after.Count);

    public IReadOnlyList<NotebookCell> Before { get; } = before;

    public IReadOnlyList<NotebookCell> After { get; } = after;

    /// <summary>Index after of a cell before; less than 0 if it has none.</summary>
    public int ToAfter(int index) => _toAfter[index];

    /// <summary>Index before of a cell after; less than 0 if it has none.</summary>
    public int ToBefore(int index) => _toBefore[index];

    public IEnumerable<int> OpenBefore => Open(_toAfter);

    public IEnumerable<int> OpenAfter => Open(_toBefore);

    public void Pair(int beforeIndex, int afterIndex)
    {
        _toAfter[beforeIndex] = afterIndex;
        _toBefore[afterIndex] = beforeIndex;
    }

    /// <summary>All cells: those after in order, with the removed ones behind the cell that they followed.</summary>
    public IEnumerable<(NotebookCell? Before, NotebookCell? After, bool Moved)> InOrder()
    {
        HashSet<int> staying = Staying();
        ILookup<int, int> removed = OpenBefore.ToLookup(PlaceOfRemoved);
        foreach (int index in removed[-1])
            yield return (Before[index], null, false);
        for (int i = 0; i < After.Count; i++)
        {
            int old = _toBefore[i];
            yield return (old < 0 ? null : Before[old], After[i], old >= 0 && !staying.Contains(old));
            foreach (int index in removed[i])
                yield return (Before[index], null, false);
        }

        int PlaceOfRemoved(int index)
        {
            do
                index--;
            while (index >= 0 && !staying.Contains(index));
            return index < 0 ? -1 : _toAfter[index];
        }
    }

    /// <summary>The cells before, by index, that kept their order: the longest sequence that goes up on both sides. The others moved.</summary>
    private HashSet<int> Staying()
    {
        int[] paired = [.. Enumerable.Range(0, Before.Count).Where(i => _toAfter[i] >= 0)];
        return [.. LongestIncreasing.Of([.. paired.Select(i => _toAfter[i])]).Select(i => paired[i])];
    }

    private static IEnumerable<int> Open(int[] side) => Enumerable.Range(0, side.Length).Where(i => side[i] < 0);

    private static int[] Filled(int length)
    {
        var result = new int[length];
        for (int i = 0; i < length; i++)
            result[i] = -1;
        return result;
    }
}
