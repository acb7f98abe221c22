using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>The rules of a protected branch.</summary>
internal sealed record BranchProtection
{
    /// <summary>Contexts that must be green; null when statuses do not matter.</summary>
    public ImmutableArray<string>? Checks { get; init; }

    /// <summary>The head must hold the newest base.</summary>
    public bool Strict { get; init; }

    public bool EnforceAdmins { get; init; }

    public ReviewRule? Reviews { get; init; }

    public PushRestriction? Restrictions { get; init; }

    public bool LinearHistory { get; init; }

    public bool AllowForcePushes { get; init; }

    public bool AllowDeletions { get; init; }

    public bool BlockCreations { get; init; }

    public bool ConversationResolution { get; init; }

    public bool LockBranch { get; init; }
}
