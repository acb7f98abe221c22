using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>Values that a baseline does not know (OpenScale §6.3): unseen categories, numbers outside the range. A missing value is not unknown.</summary>
internal static class UnknownValues
{
    /// <summary>Marks the rows that have one.</summary>
    /// <returns>Their number, or sum of weights.</returns>
    public static double Mark(bool[] broken, ColumnBaseline baseline, DataColumn column, double[]? weights)
    {
        switch (baseline)
        {
            // A baseline without a value knows nothing that could be broken; one that did not keep all values cannot say.
            case { Total: <= 0 } or FrequencyBaseline { Others: > 0 }:
                return 0;
            case FrequencyBaseline { AreNumbers: false } texts:
                return MarkTexts(broken, texts, ColumnKinds.ToTexts(column), weights);
            case FrequencyBaseline numbers:
                (double low, double high) = numbers.Range();
                return MarkNumbers(broken, low, high, ColumnKinds.ToNumbers(column), weights);
            default:
                var density = (DensityBaseline)baseline;
                return MarkNumbers(broken, density.Minimum, density.Maximum, ColumnKinds.ToNumbers(column), weights);
        }
    }

    private static double MarkTexts(bool[] broken, FrequencyBaseline baseline, CategoryColumn column, double[]? weights)
    {
        bool[] unknown = new bool[column.Categories.Count];
        for (int c = 0; c < unknown.Length; c++)
            unknown[c] = true;
        foreach (KeyValuePair<string, double> known in baseline.Counts)
        {
            int code = column.CodeOf(known.Key);
            if (code >= 0)
                unknown[code] = false;
        }

        double rows = 0;
        for (int i = 0; i < broken.Length; i++)
        {
            if (column.Codes[i] >= 0 && unknown[column.Codes[i]])
                rows += Mark(broken, i, weights);
        }

        return rows;
    }

    private static double MarkNumbers(bool[] broken, double low, double high, NumberColumn column, double[]? weights)
    {
        double rows = 0;
        for (int i = 0; i < broken.Length; i++)
        {
            double value = column.Values[i];
            if (NumberColumn.IsThere(value) && (value < low || value > high))
                rows += Mark(broken, i, weights);
        }

        return rows;
    }

    private static double Mark(bool[] broken, int row, double[]? weights)
    {
        broken[row] = true;
        return weights is null ? 1 : weights[row];
    }
}
