namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What tells two assets of one type and name apart.</summary>
/// <param name="Differences">What differs for good; empty for equal assets.</param>
/// <param name="Repairable">What an import is known to lose and a patch puts right: tags, and references that still point to the source.</param>
/// <param name="Content">Hash of the content where both sides were read.</param>
/// <param name="MetadataSha256">Hash of the source's canonical metadata, with names for ids.</param>
internal sealed record AssetComparison(IReadOnlyList<string> Differences, IReadOnlyList<string> Repairable, ContentHash? Content, string? MetadataSha256)
{
    /// <summary>Both assets as they were read; null where the sizes told enough.</summary>
    internal ComparedSides? Sides { get; init; }

    internal bool IsEqual => Differences.Count == 0;
}
