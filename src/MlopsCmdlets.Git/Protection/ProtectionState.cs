namespace MlopsCmdlets.Git.Protection;

/// <summary>Whether a host does what a rule says.</summary>
public enum ProtectionState
{
    /// <summary>It does.</summary>
    Enforced,

    /// <summary>The rule is not set.</summary>
    NotSet,

    /// <summary>The rule is set, but the host or its plan does not enforce it, or lets some pass.</summary>
    NotEnforced,

    /// <summary>The host has no such rule here.</summary>
    NotSupported,
}
