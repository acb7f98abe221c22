namespace MlopsCmdlets.Git.Protection;

/// <summary>What is to protect a branch. Null leaves a rule as it is.</summary>
public sealed record ProtectionRules
{
    /// <summary>Changes only by pull request.</summary>
    public bool? RequirePullRequest { get; init; }

    /// <summary>Approvals by others than the author.</summary>
    public int? Approvals { get; init; }

    /// <summary>Approvals no longer count when the head moves.</summary>
    public bool? DismissStale { get; init; }

    /// <summary>Somebody else than whoever pushed last to the head has to approve.</summary>
    public bool? LastPushApproval { get; init; }

    /// <summary>Only these users and teams may push or merge; a team is written <c>team:name</c>.</summary>
    public IReadOnlyList<string>? RestrictPush { get; init; }

    /// <summary>Statuses that have to be green.</summary>
    public IReadOnlyList<string>? RequireStatus { get; init; }

    /// <summary>The rules bind administrators too.</summary>
    public bool? IncludeAdministrators { get; init; }
}
