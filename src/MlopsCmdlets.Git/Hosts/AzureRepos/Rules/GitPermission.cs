namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>Bits of the security namespace for Git repositories.</summary>
[Flags]
internal enum GitPermission
{
    None = 0,

    /// <summary>Push, and complete pull requests.</summary>
    Contribute = 4,

    ForcePush = 8,

    /// <summary>Bypass policies when pushing.</summary>
    BypassOnPush = 128,

    EditPolicies = 2048,

    RemoveOthersLocks = 4096,

    ManagePermissions = 8192,

    /// <summary>Bypass policies when completing pull requests.</summary>
    BypassOnCompletion = 32768,

    Bypass = BypassOnPush | BypassOnCompletion,

    /// <summary>What administers a branch without changing its commits.</summary>
    Administer = EditPolicies | RemoveOthersLocks | ManagePermissions,
}
