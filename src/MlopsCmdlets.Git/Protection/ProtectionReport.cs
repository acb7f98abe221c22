using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Protection;

/// <summary>What protects a branch, as the host answered when it was read back.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Rules">One per rule.</param>
/// <param name="Changed">Whether this call changed something.</param>
public sealed record ProtectionReport(HostRepositoryName Repository, string Branch, IReadOnlyList<ProtectionFinding> Rules, bool Changed)
{
    /// <summary>Whether every rule that was asked for is really enforced.</summary>
    public bool IsEnforced => Rules.All(rule => rule.Wanted is null || rule.State == ProtectionState.Enforced);

    /// <inheritdoc/>
    public override string ToString() => $"{Repository}, branch {Branch}";
}
