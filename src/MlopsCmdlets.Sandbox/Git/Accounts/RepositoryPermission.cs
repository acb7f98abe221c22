namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>What somebody may do in a repository; each includes those before it.</summary>
internal enum RepositoryPermission
{
    /// <summary>Not even see it.</summary>
    None,

    /// <summary>See and clone it, open and review pull requests.</summary>
    Read,

    /// <summary>Manage pull requests without writing.</summary>
    Triage,

    /// <summary>Push, merge and publish statuses.</summary>
    Write,

    /// <summary>Manage the repository but not its protection.</summary>
    Maintain,

    /// <summary>Everything, protection among it.</summary>
    Admin,
}
