using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>The words and signs of a cell as sorted hashes, to say how alike two cells are. Of a long cell only a sample counts, the same of both.</summary>
internal sealed class CellWords
{
    /// <summary>Hashes kept of a cell: the smallest ones, which makes the same choice in every cell.</summary>
    private const int Sample = 512;

    private const double OtherType = 0.8;

    private readonly NotebookCellType _type;
    private readonly int[] _hashes;

    public CellWords(NotebookCell cell)
    {
        _type = cell.Type;
        _hashes = Hashes(cell.Source);
    }

    /// <summary>From 0, nothing in common, to 1: twice the common words by the words of both (Dice).</summary>
    public double SimilarityTo(CellWords other)
    {
        if (_hashes.Length == 0 || other._hashes.Length == 0)
            return 0;
        int common = 0;
        for (int i = 0, j = 0; i < _hashes.Length && j < other._hashes.Length;)
        {
            int order = _hashes[i].CompareTo(other._hashes[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return 2.0 * common / (_hashes.Length + other._hashes.Length) * (_type == other._type ? 1 : OtherType);
    }

    /// <summary>The cells of each word; lists are cut one beyond the limit.</summary>
    public static Dictionary<int, List<int>> Index(Dictionary<int, CellWords> cells, int limit)
    {
        var index = new Dictionary<int, List<int>>();
        foreach (KeyValuePair<int, CellWords> cell in cells)
        {
            int last = 0;
            foreach (int hash in cell.Value._hashes)
            {
                if (hash == last)
                    continue;
                last = hash;
                if (!index.TryGetValue(hash, out List<int>? list))
                    index.Add(hash, list = []);
                if (list.Count <= limit)
                    list.Add(cell.Key);
            }
        }

        return index;
    }

    private static int[] Hashes(string text)
    {
        var hashes = new List<int>();
        for (int at = 0; at < text.Length;)
        {
            int end = Words.End(text, at);
            if (!char.IsWhiteSpace(text[at]))
                hashes.Add(Hash(text, at, end));
            at = end;
        }

        hashes.Sort();
        return hashes.Count > Sample ? [.. hashes.Take(Sample)] : [.. hashes];
    }

    /// <summary>FNV-1a: string.GetHashCode differs from run to run, and results must not.</summary>
    private static int Hash(string text, int start, int end)
    {
        uint hash = 2_166_136_261;
        for (int i = start; i < end; i++)
            hash = unchecked((hash ^ text[i]) * 16_777_619);
        return unchecked((int)hash);
    }
}
