using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring;

namespace MlopsCmdlets.Measuring;

/// <summary>Which columns of the rows are what.</summary>
internal sealed record MeasuredColumns
{
    /// <summary>The true class; null without labels.</summary>
    public string? Label { get; init; }

    /// <summary>Nobody named the label: rows without it are measured, but for quality.</summary>
    public bool LabelOptional { get; init; }

    /// <summary>How much a row counts; null: 1.</summary>
    public string? Weight { get; init; }

    /// <summary>The predicted class, of rows that were scored already; null where the scorer says it.</summary>
    public string? Prediction { get; init; }

    /// <summary>Its probability, of rows that were scored already.</summary>
    public string? Probability { get; init; }

    /// <summary>The probability column was named, and has to be there.</summary>
    public bool ProbabilityRequired { get; init; }

    /// <summary>The columns to compare for drift; empty: those of <see cref="Schema"/>, else all that are nothing else.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Further columns that are needed: those of monitored groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The model's input columns; empty if they are not known.</summary>
    public IReadOnlyList<CpdSchemaField> Schema { get; init; } = [];

    /// <summary>The features among the columns of the rows.</summary>
    public IReadOnlyList<string> FeaturesOf(IReadOnlyList<string> present)
    {
        if (Features.Count > 0)
            return Features;
        if (Schema.Count > 0)
            return [.. Schema.Select(f => f.Name)];
        return [.. present.Where(n => !Same(n, Label) && !Same(n, Weight) && !Same(n, Prediction) && !Same(n, Probability))];
    }

    /// <summary>Whether the schema says that a column is of numbers; null if it says nothing.</summary>
    public bool? IsNumber(string name) => Schema.FirstOrDefault(f => Same(f.Name, name)) is not { } field ? null : ScoringFieldTypes.Of(field.Type) switch
    {
        ScoringFieldType.Integer or ScoringFieldType.Number => true,
        ScoringFieldType.Text or ScoringFieldType.Boolean => false,
        _ => null,
    };

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
