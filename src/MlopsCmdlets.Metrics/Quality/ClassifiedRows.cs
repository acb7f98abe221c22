using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>Labels and predictions as places in one list of classes; rows that lack one of them, or have no weight, are out of it.</summary>
internal sealed class ClassifiedRows
{
    private ClassifiedRows(IReadOnlyList<string> classes, int[] actual, int[] predicted)
    {
        Classes = classes;
        Actual = actual;
        Predicted = predicted;
    }

    /// <summary>The classes that occur or are known, sorted.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>For each row the place of its label; -1 for rows that do not count.</summary>
    public int[] Actual { get; }

    /// <summary>For each row the place of its prediction; -1 for rows that do not count.</summary>
    public int[] Predicted { get; }

    /// <summary>Rows that count.</summary>
    public int Counting { get; private set; }

    /// <summary>Rows that do not, with why.</summary>
    public List<string> Remarks { get; } = [];

    public int PlaceOf(string @class)
    {
        for (int i = 0; i < Classes.Count; i++)
        {
            if (Classes[i] == @class)
                return i;
        }

        return -1;
    }

    public static ClassifiedRows Of(QualityInput input)
    {
        int count = input.Labels.Count;
        RowWeights.CheckLength(input.Predictions.Count, count, nameof(input.Predictions));
        RowWeights.Check(input.Weights, count);
        bool[] labels = new bool[input.Labels.Categories.Count];
        bool[] predictions = new bool[input.Predictions.Categories.Count];
        int[] actual = new int[count];
        int[] predicted = new int[count];
        int unlabelled = 0;
        int unpredicted = 0;
        int weightless = 0;
        for (int i = 0; i < count; i++)
        {
            int label = input.Labels.Codes[i];
            int prediction = input.Predictions.Codes[i];
            bool none = input.Weights is not null && input.Weights[i] == 0;
            if (none)
                weightless++;
            else if (label < 0)
                unlabelled++;
            else if (prediction < 0)
                unpredicted++;
            if (none || label < 0 || prediction < 0)
            {
                actual[i] = predicted[i] = -1;
                continue;
            }

            labels[label] = predictions[prediction] = true;
            actual[i] = label;
            predicted[i] = prediction;
        }

        var occurring = new List<string>(input.Classes);
        foreach (ClassProbability probability in input.Probabilities)
            occurring.Add(probability.Class);
        if (input.PositiveClass is { } positive)
            occurring.Add(positive);
        AddUsed(occurring, input.Labels, labels);
        AddUsed(occurring, input.Predictions, predictions);
        var rows = new ClassifiedRows(ClassOrder.Sort(occurring), actual, predicted) { Counting = count - unlabelled - unpredicted - weightless };
        Translate(actual, rows.PlacesOf(input.Labels));
        Translate(predicted, rows.PlacesOf(input.Predictions));
        rows.Remark(unlabelled, "have no label and do not count.");
        rows.Remark(unpredicted, "have a label and no prediction and do not count.");
        rows.Remark(weightless, "have the weight 0 and do not count.");
        return rows;
    }

    private void Remark(int count, string what)
    {
        if (count > 0)
            Remarks.Add($"{count} rows {what}");
    }

    private int[] PlacesOf(CategoryColumn column)
    {
        int[] places = new int[column.Categories.Count];
        for (int i = 0; i < places.Length; i++)
            places[i] = PlaceOf(column.Categories[i]);
        return places;
    }

    private static void AddUsed(List<string> classes, CategoryColumn column, bool[] used)
    {
        for (int i = 0; i < used.Length; i++)
        {
            if (used[i])
                classes.Add(column.Categories[i]);
        }
    }

    private static void Translate(int[] codes, int[] places)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] >= 0)
                codes[i] = places[codes[i]];
        }
    }
}
