using System.Globalization;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>What kind of distribution a column has, and columns in the form that it takes.</summary>
internal static class ColumnKinds
{
    /// <summary>
    /// The distribution of a column. Numbers are counted by value if all are whole and fewer differ than log₂ of the rows that have one (OpenScale
    /// §6.4), else they have a density.
    /// </summary>
    public static ColumnBaseline Of(DataColumn column, double[]? weights) => column switch
    {
        CategoryColumn texts => FrequencyBaseline.Of(texts, weights, areNumbers: false),
        NumberColumn numbers when IsDiscrete(numbers, weights) => FrequencyBaseline.Of(ToTexts(numbers), weights, areNumbers: true),
        _ => DensityBaseline.Of((NumberColumn)column, weights),
    };

    /// <summary>The distribution of a column in the same form as another one.</summary>
    public static ColumnBaseline Like(ColumnBaseline baseline, DataColumn column, double[]? weights) => baseline switch
    {
        FrequencyBaseline { AreNumbers: true } => FrequencyBaseline.Of(ToTexts(ToNumbers(column)), weights, areNumbers: true),
        FrequencyBaseline => FrequencyBaseline.Of(ToTexts(column), weights, areNumbers: false),
        _ => DensityBaseline.Of(ToNumbers(column), weights),
    };

    /// <summary>A column as numbers; texts that are none become missing.</summary>
    public static NumberColumn ToNumbers(DataColumn column)
    {
        if (column is NumberColumn numbers)
            return numbers;
        var texts = (CategoryColumn)column;
        double[] ofText = new double[texts.Categories.Count];
        for (int c = 0; c < ofText.Length; c++)
            ofText[c] = double.TryParse(texts.Categories[c], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
        return new NumberColumn(column.Name, Array.ConvertAll(texts.Codes, c => c < 0 ? double.NaN : ofText[c]));
    }

    /// <summary>A column as texts; numbers in the invariant culture.</summary>
    public static CategoryColumn ToTexts(DataColumn column)
    {
        if (column is CategoryColumn texts)
            return texts;
        double[] values = ((NumberColumn)column).Values;
        var places = new Dictionary<double, int>();
        var categories = new List<string>();
        int[] codes = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // Minus zero has a text of its own, yet is the same number.
            double value = values[i] + 0.0;
            if (!NumberColumn.IsThere(value))
            {
                codes[i] = -1;
                continue;
            }

            if (!places.TryGetValue(value, out codes[i]))
            {
                codes[i] = categories.Count;
                places.Add(value, codes[i]);
                categories.Add(TextOf(value));
            }
        }

        return new CategoryColumn(column.Name, codes, categories);
    }

    /// <summary>The text of a number, from which the same number is read.</summary>
    public static string TextOf(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsDiscrete(NumberColumn column, double[]? weights)
    {
        double total = 0;
        for (int i = 0; i < column.Values.Length; i++)
        {
            if (NumberColumn.IsThere(column.Values[i]))
                total += weights is null ? 1 : weights[i];
        }

        double limit = total > 0 ? Math.Log(total) / Math.Log(2) : 0;
        var distinct = new HashSet<double>();
        for (int i = 0; i < column.Values.Length; i++)
        {
            double value = column.Values[i];
            if (!NumberColumn.IsThere(value) || (weights is not null && weights[i] == 0))
                continue;
            if (value != Math.Floor(value) || (distinct.Add(value) && distinct.Count >= limit))
                return false;
        }

        return distinct.Count > 0;
    }
}
