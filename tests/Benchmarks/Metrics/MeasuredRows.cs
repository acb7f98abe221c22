using System.Globalization;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Benchmarks.Metrics;

/// <summary>Rows as a churn model would score them, made up.</summary>
internal sealed record MeasuredRows(QualityInput Quality, FairnessInput Fairness, DriftInput Drift)
{
    public static MeasuredRows Make(int rows, int numbers, int categories, int seed, double shift)
    {
        // Not for secrets: the same rows each time.
        var random = new Random(seed);
        double[] scores = new double[rows];
        int[] labels = new int[rows], predictions = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            scores[i] = random.NextDouble();
            labels[i] = random.NextDouble() < scores[i] ? 1 : 0;
            predictions[i] = scores[i] >= 0.5 ? 1 : 0;
        }

        string[] classes = ["F", "T"];
        var label = new CategoryColumn("CHURN", labels, classes);
        var prediction = new CategoryColumn("Prediction", predictions, classes);
        ClassProbability[] probabilities = [new("T", scores)];
        var features = new List<DataColumn>();
        for (int n = 0; n < numbers; n++)
        {
            double[] values = new double[rows];
            for (int i = 0; i < rows; i++)
                values[i] = n == 0 ? 18 + random.Next(60) : (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) + shift;
            features.Add(new NumberColumn("N" + n.ToString(CultureInfo.InvariantCulture), values));
        }

        for (int c = 0; c < categories; c++)
        {
            int count = 2 + (c * 3);
            int[] codes = new int[rows];
            for (int i = 0; i < rows; i++)
                codes[i] = random.Next(count);
            features.Add(new CategoryColumn("C" + c.ToString(CultureInfo.InvariantCulture), codes, [.. Enumerable.Range(0, count).Select(v => "v" + v.ToString(CultureInfo.InvariantCulture))]));
        }

        MonitoredGroup[] groups =
        [
            new("N0", [GroupValue.Range(18, 25)], [GroupValue.Range(26, 77)]),
            new("C0", [GroupValue.Of("v0")], [GroupValue.Of("v1")]),
        ];
        return new MeasuredRows(
            new QualityInput(label, prediction) { Probabilities = probabilities },
            new FairnessInput(prediction, ["F"], groups, features) { Labels = label },
            new DriftInput(features) { Predictions = prediction, Probabilities = probabilities, Accuracy = 0.75 });
    }
}
