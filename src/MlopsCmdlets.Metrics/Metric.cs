namespace MlopsCmdlets.Metrics;

/// <summary>One figure of a measurement.</summary>
/// <param name="Name">A stable name: OpenScale's metric id where it has one. What belongs to a feature has it after a colon: <c>fairness_value:GENDER</c>.</param>
/// <param name="Value">The value, always finite; null where it is not defined for the data, and then <paramref name="Warning"/> says why.</param>
/// <param name="Warning">What to know about the value; null if there is nothing.</param>
/// <param name="HigherIsBetter">Which way is better; null where neither is (a difference that should be 0, a share of classes).</param>
public sealed record Metric(string Name, double? Value, string? Warning, bool? HigherIsBetter)
{
    /// <summary>A metric of a name that <see cref="MetricNames"/> knows. What is not finite becomes null with a warning.</summary>
    internal static Metric Of(string name, double? value, string? warning = null)
    {
        // A value that is not a number compares with nothing: a gate could read it as passed.
        if (value is { } number && (double.IsNaN(number) || double.IsInfinity(number)))
            return new Metric(name, null, warning ?? "The figures are too large or too small to be computed with.", MetricNames.HigherIsBetter(name));
        return new Metric(name, value, warning, MetricNames.HigherIsBetter(name));
    }

    /// <summary>A metric that is not defined for the data.</summary>
    internal static Metric Undefined(string name, string warning) => new(name, null, warning, MetricNames.HigherIsBetter(name));

    /// <summary>The same, with something more to know about it.</summary>
    internal Metric With(string? warning) =>
        warning is null ? this : this with { Warning = Warning is null ? warning : $"{Warning} {warning}" };

    /// <summary>The same figure of one feature.</summary>
    internal Metric For(string feature) => this with { Name = $"{Name}:{feature}" };

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.####}");
}
