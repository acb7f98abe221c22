namespace MlopsCmdlets.Promotion.Gates;

/// <summary>A check of a commit.</summary>
/// <param name="Name">Its name, for example <c>mlops/uat-gate</c>.</param>
/// <param name="IsGreen">True when it is green, false when it is red, null while it runs.</param>
/// <param name="IsRequired">Whether the branch demands it.</param>
public sealed record SourceCheck(string Name, bool? IsGreen, bool IsRequired);
