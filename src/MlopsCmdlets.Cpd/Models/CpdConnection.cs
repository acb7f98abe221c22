namespace MlopsCmdlets.Cpd.Models;

/// <summary>A connection to a data store. Secret properties are never kept: <see cref="Properties"/> shows them as <c>********</c>.</summary>
public sealed record CpdConnection : CpdScopedResource
{
    /// <summary>The id of the data source type; <see cref="CpdResource.Type"/> is <c>connection</c>.</summary>
    public string? DatasourceType { get; init; }

    /// <summary>The name of the data source type, such as <c>postgresql</c>; filled by who looked it up.</summary>
    public string? DatasourceTypeName { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For example <c>personal_credentials</c>.</summary>
    public string[] Flags { get; init; } = [];
}
