namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>What gates about source share.</summary>
/// <param name="Commit">The commit; null for the one that the model's tag names.</param>
/// <param name="Branch">The branch; null for that of the destination's environment.</param>
/// <param name="Repository">The repository as owner/name; null for that of the clone around <c>mlops.json</c>.</param>
internal sealed record SourceGateSettings(string? Commit, string? Branch, string? Repository)
{
    internal static readonly string[] Names = ["commit", "branch", "repository"];

    internal static SourceGateSettings Read(GateSettings settings)
    {
        var commit = settings.Text("commit")?.ToLowerInvariant();
        if (commit is not null && !ModelSource.IsCommit(commit))
            throw settings.Wrong("'commit' is to be a commit of 40 hexadecimal digits");
        return new SourceGateSettings(commit, settings.Text("branch"), settings.Text("repository"));
    }
}
