namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>The longest increasing subsequence, in n log n.</summary>
internal static class LongestIncreasing
{
    /// <summary>The indexes of its members, in order.</summary>
    public static List<int> Of(IReadOnlyList<int> values)
    {
        var tails = new List<int>(); // index of the smallest last value of a sequence of each length
        var previous = new int[values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            int low = 0, high = tails.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (values[tails[middle]] < values[i])
                    low = middle + 1;
                else
                    high = middle;
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }

        var result = new List<int>();
        for (int i = tails.Count == 0 ? -1 : tails[tails.Count - 1]; i >= 0; i = previous[i])
            result.Add(i);
        result.Reverse();
        return result;
    }
}
