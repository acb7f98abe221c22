namespace MlopsCmdlets.Cpd.Models;

/// <summary>A file or folder in the asset files of a container.</summary>
public sealed record CpdAssetFile(string Path, long? Size, string? ETag, string? MediaType, bool IsFolder, DateTimeOffset? UpdatedAt);
