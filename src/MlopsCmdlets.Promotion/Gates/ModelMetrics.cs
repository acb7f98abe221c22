namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Figures of one model, and how they came about: the evidence of a metric gate.</summary>
/// <param name="Values">Metric by name, for example <c>accuracy</c> → 0.91. Names are compared without regard to case, dashes, underscores and blanks.</param>
public sealed record ModelMetrics(IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Content hash of the model that was measured; null when only its id is known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Id of the model that was measured; null when only its content is known.</summary>
    public string? AssetId { get; init; }

    /// <summary>Labelled rows that were scored; 0 when unknown.</summary>
    public long Rows { get; init; }

    /// <summary>Where the rows came from, for people.</summary>
    public string Source { get; init; } = "";

    /// <summary>The value of a metric; null when there is none.</summary>
    public double? Find(string metric)
    {
        // Columns whose names differ by a sign only (V1.1, V11) have figures of their own.
        foreach (var value in Values)
        {
            if (string.Equals(value.Key, metric, StringComparison.OrdinalIgnoreCase))
                return value.Value;
        }
        var wanted = Plain(metric);
        foreach (var value in Values)
        {
            if (Plain(value.Key) == wanted)
                return value.Value;
        }
        return null;
    }

    /// <summary>Whether this was measured on a model: by content where it is known, else by id.</summary>
    internal bool IsOf(string? sha256, string? assetId) =>
        Sha256 is not null && sha256 is not null ? string.Equals(Sha256, sha256, StringComparison.OrdinalIgnoreCase) : AssetId is not null && AssetId == assetId;

    internal static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Values.Keys);
}
