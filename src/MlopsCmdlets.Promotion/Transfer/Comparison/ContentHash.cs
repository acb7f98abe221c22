namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Hash and length of an asset's content.</summary>
/// <param name="Sha256">Lower-case hexadecimal; null for an asset without content.</param>
/// <param name="Bytes">Length of the content.</param>
public sealed record ContentHash(string? Sha256, long Bytes)
{
    /// <summary>An asset without content.</summary>
    public static ContentHash None { get; } = new(null, 0);

    /// <summary>
    /// One attachment counts by its own hash, so that <c>sha256sum</c> agrees. Several count by the hash of their sorted hashes, one a line,
    /// because the servers do not keep their order.
    /// </summary>
    internal static ContentHash Combine(IReadOnlyList<ContentHash> parts) => parts.Count switch
    {
        0 => None,
        1 => parts[0],
        _ => new(Transfer.Sha256.OfText(string.Concat(parts.Select(part => part.Sha256 + "\n").OrderBy(line => line, StringComparer.Ordinal))), parts.Sum(part => part.Bytes)),
    };
}
