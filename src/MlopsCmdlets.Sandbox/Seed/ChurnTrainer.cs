using System.Globalization;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>Trains boosted trees on a churn file and writes them as PMML.</summary>
internal static class ChurnTrainer
{
    private const double TrainingShare = 0.6;
    private const ulong SplitSeed = 42;

    /// <param name="csv">A file as <see cref="ChurnTable.Read(byte[], string)"/> takes it.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ChurnDataException">The file cannot be trained on.</exception>
    public static ChurnTraining Train(byte[] csv, string name)
    {
        var table = ChurnTable.Read(csv, name);
        var slots = Slots(table);
        var (train, test) = Split(table, name);
        var features = table.Rows.Select(row => Features(row, slots)).ToArray();
        var (ensemble, probabilities) = FastTreeTraining.Train(
            [.. train.Select(i => features[i])],
            [.. train.Select(i => table.Leaves[i])],
            [.. test.Select(i => features[i])]);
        var actual = test.Select(i => table.Leaves[i]).ToArray();
        var right = test.Where((_, k) => probabilities[k] > 0.5 == actual[k]).Count();
        var pmml = ChurnPmmlWriter.Write(ensemble, slots, table);
        return new ChurnTraining(pmml, (double)right / test.Length, Auc(probabilities, actual), train.Length, test, probabilities);
    }

    /// <summary>Numbers as they are, then one slot per value of each text column, values in alphabetical order.</summary>
    private static FeatureSlot[] Slots(ChurnTable table)
    {
        var slots = new List<FeatureSlot>();
        for (var column = 0; column < ChurnColumn.Inputs.Count; column++)
        {
            var index = column;
            if (!ChurnColumn.Inputs[column].IsFeature) continue;
            if (ChurnColumn.Inputs[column].IsNumber) slots.Add(new FeatureSlot(column, Category: null));
            else slots.AddRange(table.Rows.Select(r => r[index]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(v => new FeatureSlot(index, v)));
        }

        return [.. slots];
    }

    private static float[] Features(string[] row, FeatureSlot[] slots)
        => [.. slots.Select(s => s.Category is null
            ? float.Parse(row[s.Column], NumberStyles.Float, CultureInfo.InvariantCulture)
            : string.Equals(row[s.Column], s.Category, StringComparison.Ordinal) ? 1f : 0f)];

    /// <summary>The same share of each class on both sides; the same rows in every run.</summary>
    private static (int[] Train, int[] Test) Split(ChurnTable table, string name)
    {
        var random = new SplitMix64(SplitSeed);
        var train = new List<int>();
        var test = new List<int>();
        foreach (var leaves in new[] { true, false })
        {
            var rows = Enumerable.Range(0, table.Rows.Count).Where(i => table.Leaves[i] == leaves).ToArray();
            if (rows.Length < 10)
                throw new ChurnDataException($"{name}: only {rows.Length} rows have {ChurnColumn.Label} = {(leaves ? table.Positive : table.Negative)}; at least 10 are needed.");
            random.Shuffle(rows);
            var cut = (int)(rows.Length * TrainingShare);
            train.AddRange(rows[..cut]);
            test.AddRange(rows[cut..]);
        }

        return ([.. train.Order()], [.. test.Order()]);
    }

    /// <summary>Probability that a row that leaves scores above one that stays; ties count half.</summary>
    private static double Auc(double[] scores, bool[] actual)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
        double rankSum = 0;
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && scores[order[end]] == scores[order[i]]) end++;
            var rank = (i + 1 + end) / 2.0;
            for (; i < end; i++)
                if (actual[order[i]]) rankSum += rank;
        }

        double positives = actual.Count(a => a), negatives = actual.Length - positives;
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
