using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>How often which class was predicted for which label, in rows or in weight.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] _cells;
    private readonly double[] _actual;
    private readonly double[] _predicted;

    private ConfusionMatrix(IReadOnlyList<string> classes, double[] cells)
    {
        Classes = classes;
        _cells = cells;
        int size = classes.Count;
        _actual = new double[size];
        _predicted = new double[size];
        for (int a = 0; a < size; a++)
        {
            for (int p = 0; p < size; p++)
            {
                double cell = cells[(a * size) + p];
                _actual[a] += cell;
                _predicted[p] += cell;
                Total += cell;
                if (a == p)
                    Correct += cell;
            }
        }
    }

    /// <summary>The classes, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>All rows.</summary>
    public double Total { get; }

    /// <summary>Rows whose prediction is the label.</summary>
    public double Correct { get; }

    /// <summary>Rows of a label and a prediction.</summary>
    public double this[int actual, int predicted] => _cells[(actual * Classes.Count) + predicted];

    /// <summary>Rows of a label.</summary>
    public double Actual(int @class) => _actual[@class];

    /// <summary>Rows of a prediction.</summary>
    public double Predicted(int @class) => _predicted[@class];

    /// <summary>The figures of one class against all others.</summary>
    public BinaryCounts For(int @class)
    {
        double truePositives = this[@class, @class];
        double falseNegatives = Actual(@class) - truePositives;
        double falsePositives = Predicted(@class) - truePositives;
        // Sums of fractions may miss 0 by a little.
        return new BinaryCounts(truePositives, falsePositives, Math.Max(0, Total - truePositives - falseNegatives - falsePositives), falseNegatives);
    }

    /// <summary>The matrix as rows of labels with columns of predictions, as OpenScale reports it.</summary>
    public double[][] ToArray()
    {
        double[][] rows = new double[Classes.Count][];
        for (int a = 0; a < rows.Length; a++)
        {
            rows[a] = new double[rows.Length];
            Array.Copy(_cells, a * rows.Length, rows[a], 0, rows.Length);
        }

        return rows;
    }

    /// <summary>Counts rows.</summary>
    /// <param name="actual">The place of each row's label in <paramref name="classes"/>; rows with -1 do not count.</param>
    /// <param name="predicted">The same for its prediction.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="weights">How much each row counts; null: 1.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a weight is negative or not finite.</exception>
    public static ConfusionMatrix Of(int[] actual, int[] predicted, IReadOnlyList<string> classes, double[]? weights = null)
    {
        RowWeights.CheckLength(predicted.Length, actual.Length, nameof(predicted));
        RowWeights.Check(weights, actual.Length);
        int size = classes.Count;
        double[] cells = new double[size * size];
        for (int i = 0; i < actual.Length; i++)
        {
            int a = actual[i];
            int p = predicted[i];
            if (a >= 0 && p >= 0)
                cells[(a * size) + p] += weights is null ? 1 : weights[i];
        }

        return new ConfusionMatrix(classes, cells);
    }
}
