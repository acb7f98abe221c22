using System.Globalization;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>A column as few values: texts as they are, numbers in ranges.</summary>
internal sealed class SlicedColumn
{
    private const int Ranges = 10;
    private const int MostValues = 50;

    private SlicedColumn(string name, int[] places, ValueSlice[] slices, bool isText)
    {
        Name = name;
        Places = places;
        Slices = slices;
        IsText = isText;
    }

    /// <summary>The place of a row whose value is none of the slices.</summary>
    public const int None = -1;

    public string Name { get; }

    /// <summary>For each row the place of its value in <see cref="Slices"/>.</summary>
    public int[] Places { get; }

    public ValueSlice[] Slices { get; }

    public bool IsText { get; }

    /// <summary>Cuts a column for learning; null where it has too many values, or only one.</summary>
    public static SlicedColumn? Of(ColumnBaseline baseline, DataColumn column)
    {
        ValueSlice[] slices = baseline switch
        {
            FrequencyBaseline { AreNumbers: false } texts => [.. Values(texts)],
            FrequencyBaseline numbers => [.. WholeNumbers(numbers)],
            _ => Parts((DensityBaseline)baseline),
        };
        return slices.Length is < 2 or > MostValues || (baseline as FrequencyBaseline)?.Others > 0 ? null : Cut(column, slices);
    }

    /// <summary>Cuts a column into given slices, all of texts or all of numbers.</summary>
    public static SlicedColumn Cut(DataColumn column, ValueSlice[] slices)
    {
        bool isText = slices.Length > 0 && slices[0].Text is not null;
        int[] places = new int[column.Count];
        if (isText)
        {
            CategoryColumn texts = ColumnKinds.ToTexts(column);
            int[] ofText = new int[texts.Categories.Count];
            for (int c = 0; c < ofText.Length; c++)
                ofText[c] = Array.FindIndex(slices, s => s.Text == texts.Categories[c]);
            for (int i = 0; i < places.Length; i++)
                places[i] = texts.Codes[i] < 0 ? None : ofText[texts.Codes[i]];
        }
        else
        {
            double[] numbers = ColumnKinds.ToNumbers(column).Values;
            for (int i = 0; i < places.Length; i++)
                places[i] = NumberColumn.IsThere(numbers[i]) ? PlaceOf(slices, numbers[i]) : None;
        }

        return new SlicedColumn(column.Name, places, slices, isText);
    }

    private static int PlaceOf(ValueSlice[] slices, double number)
    {
        for (int s = 0; s < slices.Length; s++)
        {
            if (slices[s].Has(number))
                return s;
        }

        return None;
    }

    private static IEnumerable<ValueSlice> Values(FrequencyBaseline texts)
    {
        foreach (KeyValuePair<string, double> count in texts.Counts)
            yield return new ValueSlice(count.Key, null, null);
    }

    /// <summary>One slice for each number, up to the next one.</summary>
    private static IEnumerable<ValueSlice> WholeNumbers(FrequencyBaseline numbers)
    {
        double[] values = new double[numbers.Counts.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = double.Parse(numbers.Counts[i].Key, NumberStyles.Float, CultureInfo.InvariantCulture);
        Array.Sort(values);
        for (int i = 0; i < values.Length; i++)
            yield return new ValueSlice(null, i == 0 ? null : values[i], i == values.Length - 1 ? null : values[i + 1]);
    }

    /// <summary>Ten ranges with about as many rows, as far as the histogram tells them apart.</summary>
    private static ValueSlice[] Parts(DensityBaseline numbers)
    {
        double total = numbers.Total;
        double width = (numbers.Maximum - numbers.Minimum) / numbers.Bins.Count;
        var edges = new List<double>();
        double below = 0;
        for (int b = 0; b < numbers.Bins.Count - 1; b++)
        {
            below += numbers.Bins[b];
            if (below > 0 && below < total && below >= total * (edges.Count + 1) / Ranges)
                edges.Add(numbers.Minimum + ((b + 1) * width));
        }

        var slices = new ValueSlice[edges.Count + 1];
        for (int s = 0; s < slices.Length; s++)
            slices[s] = new ValueSlice(null, s == 0 ? null : edges[s - 1], s == edges.Count ? null : edges[s]);
        return slices;
    }
}
