namespace MlopsCmdlets.Git.Protection;

/// <summary>One rule of a branch.</summary>
/// <param name="Rule">Name of the rule, that of the parameter: <c>RequirePullRequest</c>, <c>Approvals</c>, <c>DismissStale</c>, <c>RestrictPush</c>, <c>RequireStatus</c>, <c>IncludeAdministrators</c>, <c>ForcePush</c>, <c>Deletion</c>.</param>
/// <param name="Wanted">What was asked for, as text; null when nothing was.</param>
/// <param name="Actual">What the host has, as text.</param>
/// <param name="State">Whether that is enforced.</param>
/// <param name="Remark">Why not, or what to know, for example that personal repositories cannot restrict pushes.</param>
public sealed record ProtectionFinding(string Rule, string? Wanted, string Actual, ProtectionState State, string? Remark)
{
    /// <summary>For example <c>Approvals: Enforced (1)</c>.</summary>
    public override string ToString() => $"{Rule}: {State} ({Actual})";
}
