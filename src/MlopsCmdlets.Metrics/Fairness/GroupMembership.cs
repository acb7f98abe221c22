using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>To which group each row belongs.</summary>
internal sealed class GroupMembership
{
    private const int Nobody = -1;

    private GroupMembership(int[] places, int overlapping)
    {
        Places = places;
        Overlapping = overlapping;
    }

    /// <summary>For each row the place of its value in the monitored group; their number for the reference group; -1 for neither.</summary>
    public int[] Places { get; }

    /// <summary>Rows whose value is in both groups; they are taken as monitored.</summary>
    public int Overlapping { get; }

    /// <exception cref="ArgumentException">A value is an empty range, in a column of numbers.</exception>
    public static GroupMembership Of(MonitoredGroup group, DataColumn feature)
    {
        int[] places = new int[feature.Count];
        int overlapping = 0;
        if (feature is NumberColumn numbers)
        {
            foreach (GroupValue value in group.Monitored.Concat(group.Reference))
            {
                if (value.EmptyRange is { } why)
                    throw new ArgumentException($"The group of '{group.Feature}': {why}", nameof(group));
            }

            for (int i = 0; i < places.Length; i++)
                places[i] = PlaceOf(group, NumberColumn.IsThere(numbers.Values[i]), numbers.Values[i], static (v, n) => v.Has(n), ref overlapping);
            return new GroupMembership(places, overlapping);
        }

        var texts = (CategoryColumn)feature;
        int[] ofText = new int[texts.Categories.Count];
        bool[] twice = new bool[ofText.Length];
        for (int c = 0; c < ofText.Length; c++)
        {
            int both = 0;
            ofText[c] = PlaceOf(group, there: true, texts.Categories[c], static (v, t) => v.Has(t), ref both);
            twice[c] = both > 0;
        }

        for (int i = 0; i < places.Length; i++)
        {
            int code = texts.Codes[i];
            places[i] = code < 0 ? Nobody : ofText[code];
            if (code >= 0 && twice[code])
                overlapping++;
        }

        return new GroupMembership(places, overlapping);
    }

    private static int PlaceOf<T>(MonitoredGroup group, bool there, T value, Func<GroupValue, T, bool> has, ref int overlapping)
    {
        if (!there)
            return Nobody;
        int monitored = IndexIn(group.Monitored, value, has);
        bool reference = group.Reference.Count == 0 ? monitored < 0 : IndexIn(group.Reference, value, has) >= 0;
        if (monitored < 0)
            return reference ? group.Monitored.Count : Nobody;
        if (reference)
            overlapping++;
        return monitored;
    }

    private static int IndexIn<T>(IReadOnlyList<GroupValue> values, T value, Func<GroupValue, T, bool> has)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (has(values[i], value))
                return i;
        }

        return -1;
    }
}
