using System.Globalization;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>How often each value occurs: of texts, and of whole numbers with few different values.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Counts">Rows by value, the most frequent first.</param>
/// <param name="Others">Rows with values beyond the <see cref="MaxValues"/> most frequent ones.</param>
/// <param name="AreNumbers">The values are numbers, and a range rather than a set of what is known.</param>
public sealed record FrequencyBaseline(string Name, double Missing, IReadOnlyList<KeyValuePair<string, double>> Counts, double Others, bool AreNumbers)
    : ColumnBaseline(Name, Missing)
{
    /// <summary>So many values are kept apart. A column of identifiers would fill the file and says nothing.</summary>
    public const int MaxValues = 1000;

    /// <inheritdoc/>
    public override double Total
    {
        get
        {
            double sum = Others;
            foreach (KeyValuePair<string, double> count in Counts)
                sum += count.Value;
            return sum;
        }
    }

    /// <summary>Counts the values of a column.</summary>
    internal static FrequencyBaseline Of(CategoryColumn column, double[]? weights, bool areNumbers)
    {
        double[] sums = new double[column.Categories.Count];
        double missing = 0;
        for (int i = 0; i < column.Codes.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            if (column.Codes[i] < 0)
                missing += weight;
            else
                sums[column.Codes[i]] += weight;
        }

        var counts = new List<KeyValuePair<string, double>>();
        for (int c = 0; c < sums.Length; c++)
        {
            if (sums[c] > 0)
                counts.Add(new KeyValuePair<string, double>(column.Categories[c], sums[c]));
        }

        counts.Sort(static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : string.CompareOrdinal(a.Key, b.Key));
        double others = 0;
        for (int c = MaxValues; c < counts.Count; c++)
            others += counts[c].Value;
        if (counts.Count > MaxValues)
            counts.RemoveRange(MaxValues, counts.Count - MaxValues);
        return new FrequencyBaseline(column.Name, missing, counts, others, areNumbers);
    }

    /// <summary>The shares of this and another column side by side: known values, all others, missing ones.</summary>
    internal (double[] Production, double[] Baseline) Beside(FrequencyBaseline production)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, double> count in Counts)
            places.Add(count.Key, places.Count);
        // With values that were not kept apart, a value that is not known may be one of those.
        bool open = Others > 0;
        foreach (KeyValuePair<string, double> count in production.Counts)
        {
            if (!open && !places.ContainsKey(count.Key))
                places.Add(count.Key, places.Count);
        }

        int rest = places.Count;
        double[] mine = new double[rest + 2];
        double[] theirs = new double[rest + 2];
        Fill(theirs, this);
        Fill(mine, production);
        return (mine, theirs);

        void Fill(double[] shares, FrequencyBaseline column)
        {
            foreach (KeyValuePair<string, double> count in column.Counts)
                shares[places.TryGetValue(count.Key, out int place) ? place : rest] += count.Value;
            shares[rest] += column.Others;
            shares[rest + 1] = column.Missing;
        }
    }

    /// <summary>The lowest and the highest value, of numbers.</summary>
    internal (double Low, double High) Range()
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (KeyValuePair<string, double> count in Counts)
        {
            double value = double.Parse(count.Key, NumberStyles.Float, CultureInfo.InvariantCulture);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
