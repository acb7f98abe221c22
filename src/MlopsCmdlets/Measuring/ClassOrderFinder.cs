using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Measuring;

/// <summary>
/// Which class each of a row's probabilities belongs to. CPD's reply does not name them, but says the predicted class, and that is mostly the one with
/// the highest probability.
/// </summary>
internal static class ClassOrderFinder
{
    /// <summary>The classes in the order of the probabilities; null in a place that no row tells of.</summary>
    /// <param name="probabilities">For each place, the probability in each row.</param>
    /// <param name="predictions">The predicted classes.</param>
    /// <param name="classes">All classes that occur.</param>
    public static string?[] Find(IReadOnlyList<double[]> probabilities, CategoryColumn predictions, IReadOnlyList<string> classes)
    {
        int[,] votes = Votes(probabilities, predictions);
        var order = new string?[probabilities.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int round = 0; round < order.Length; round++)
        {
            (int place, int code) = Most(votes, order, predictions, taken);
            if (place < 0)
                break;
            order[place] = predictions.Categories[code];
            taken.Add(predictions.Categories[code]);
        }

        string[] left = [.. classes.Where(c => !taken.Contains(c))];
        if (left.Length == 1 && order.Count(c => c is null) == 1)
            order[Array.IndexOf(order, null)] = left[0];
        return order;
    }

    /// <summary>The share of rows whose predicted class is not the one with the highest probability; 0 without rows.</summary>
    public static double Disagreement(IReadOnlyList<double[]> probabilities, CategoryColumn predictions, IReadOnlyList<string> order)
    {
        int[,] votes = Votes(probabilities, predictions);
        double all = 0;
        double same = 0;
        for (int place = 0; place < order.Count; place++)
        {
            for (int code = 0; code < predictions.Categories.Count; code++)
            {
                all += votes[place, code];
                same += predictions.Categories[code] == order[place] ? votes[place, code] : 0;
            }
        }

        return all > 0 ? 1 - (same / all) : 0;
    }

    private static int[,] Votes(IReadOnlyList<double[]> probabilities, CategoryColumn predictions)
    {
        int[,] votes = new int[probabilities.Count, predictions.Categories.Count];
        for (int i = 0; i < predictions.Count; i++)
        {
            int highest = -1;
            bool tie = false;
            for (int k = 0; k < probabilities.Count; k++)
            {
                double value = probabilities[k][i];
                if (double.IsNaN(value))
                    continue;
                tie = highest >= 0 && value == probabilities[highest][i] || (tie && !(value > probabilities[highest][i]));
                if (highest < 0 || value > probabilities[highest][i])
                    highest = k;
            }

            if (highest >= 0 && !tie && predictions.Codes[i] >= 0)
                votes[highest, predictions.Codes[i]]++;
        }

        return votes;
    }

    private static (int Place, int Code) Most(int[,] votes, string?[] order, CategoryColumn predictions, HashSet<string> taken)
    {
        (int, int) most = (-1, -1);
        int count = 0;
        for (int place = 0; place < order.Length; place++)
        {
            for (int code = 0; code < predictions.Categories.Count && order[place] is null; code++)
            {
                if (votes[place, code] <= count || taken.Contains(predictions.Categories[code]))
                    continue;
                count = votes[place, code];
                most = (place, code);
            }
        }

        return most;
    }
}
