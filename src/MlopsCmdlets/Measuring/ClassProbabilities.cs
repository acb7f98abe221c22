using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Measuring;

/// <summary>Says which class each probability is of.</summary>
internal static class ClassProbabilities
{
    /// <param name="collected">What the model says.</param>
    /// <param name="predictions">The predicted classes.</param>
    /// <param name="classes">All classes that occur, sorted.</param>
    /// <param name="options">The classes' order, if it was given.</param>
    /// <param name="warnings">Takes what is doubtful.</param>
    /// <exception cref="ArgumentException">The order does not fit the probabilities.</exception>
    public static IReadOnlyList<ClassProbability> Of(
        ProbabilityCollector collected, CategoryColumn predictions, IReadOnlyList<string> classes, MeasuringOptions options, List<string> warnings)
    {
        if (!collected.Any)
            return [];
        return collected.ClassCount > 1 ? OfLists(collected, predictions, classes, options, warnings)
            : classes.Count > 2 ? Unusable($"There is one probability for each row and there are {classes.Count} classes: log loss and areas take one for each class.", warnings)
            : OfOne(collected.ClassCount == 1 ? collected.OfClass(0) : collected.Single(), predictions, classes, options, warnings);
    }

    private static List<ClassProbability> OfLists(
        ProbabilityCollector collected, CategoryColumn predictions, IReadOnlyList<string> classes, MeasuringOptions options, List<string> warnings)
    {
        double[][] columns = [.. Enumerable.Range(0, collected.ClassCount).Select(collected.OfClass)];
        if (options.Classes.Count > 0 && options.Classes.Count != columns.Length)
        {
            throw new ArgumentException(
                $"-Class names {options.Classes.Count} classes and the model gives {columns.Length} probabilities for each row.", "Class");
        }

        string?[] order = options.Classes.Count > 0 ? [.. options.Classes] : ClassOrderFinder.Find(columns, predictions, classes);
        string[] nowhere = [.. classes.Where(c => Array.IndexOf(order, c) < 0).Select(c => $"'{c}'")];
        if (nowhere.Length > 0)
            warnings.Add($"Which probability is that of {string.Join(", ", nowhere)} is not known. Say the order of the classes with -Class.");
        double other = ClassOrderFinder.Disagreement(columns, predictions, [.. order.Select(o => o ?? "")]);
        if (other > 0.5)
            warnings.Add(FormattableString.Invariant($"In {other:P0} of the rows the predicted class is not the one with the highest probability. Check the order of -Class."));
        return [.. columns.Select((values, k) => (values, name: order[k])).Where(c => c.name is not null).Select(c => new ClassProbability(c.name!, c.values))];
    }

    private static List<ClassProbability> OfOne(
        double[] values, CategoryColumn predictions, IReadOnlyList<string> classes, MeasuringOptions options, List<string> warnings)
    {
        string? positive = options.PositiveClass ?? (classes.Count > 0 ? classes[classes.Count - 1] : null);
        if (positive is null)
            return [];
        if (options.ProbabilityOfPositive)
            return [new ClassProbability(positive, values)];
        int code = predictions.CodeOf(positive);
        double[] ofPositive = new double[values.Length];
        int low = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ofPositive[i] = predictions.Codes[i] == code ? values[i] : 1 - values[i];
            low += values[i] < 0.5 ? 1 : 0;
        }

        if (low > values.Length / 20)
            warnings.Add($"The probability of the predicted class is below one half in {low} rows. If it is that of the positive class, say -ProbabilityOf PositiveClass.");
        return [new ClassProbability(positive, ofPositive)];
    }

    private static List<ClassProbability> Unusable(string why, List<string> warnings)
    {
        warnings.Add(why);
        return [];
    }
}
