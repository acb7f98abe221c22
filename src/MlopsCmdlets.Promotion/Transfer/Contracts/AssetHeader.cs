namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One asset as a listing shows it.</summary>
/// <param name="Id">The asset's id, unique in its cluster.</param>
/// <param name="Name">The asset's name; not unique.</param>
/// <param name="Type">The server's type, for example <c>wml_model</c>, <c>data_asset</c>, <c>connection</c>.</param>
public sealed record AssetHeader(string Id, string Name, string Type)
{
    /// <summary>Tag of an asset that a newer version of the same name has replaced. Lookup by name skips it.</summary>
    public const string SupersededTag = "mlops-superseded";

    /// <summary>Tag of an asset that holds a decision about a plan. It belongs to its container: it is not copied and not compared.</summary>
    public const string ApprovalTag = "mlops-approval";

    /// <summary>The description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The tags in the server's order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Bytes of content as the server states them; null when it states none.</summary>
    public long? Size { get; init; }

    /// <summary>The server's version of the asset; part of the key of cached hashes.</summary>
    public string? Version { get; init; }

    /// <summary>Id of the user who made the asset; null when unknown.</summary>
    public string? CreatorId { get; init; }

    /// <summary>Time of creation.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>True for an asset that a newer version has replaced.</summary>
    public bool IsSuperseded => Tags.Contains(SupersededTag, StringComparer.Ordinal);

    /// <summary>True for what this module keeps in a container for its own purposes.</summary>
    public bool IsBookkeeping => Tags.Contains(ApprovalTag, StringComparer.Ordinal);

    /// <summary>For example <c>wml_model 'churn' (id)</c>.</summary>
    public override string ToString() => $"{Type} '{Name}' ({Id})";
}
