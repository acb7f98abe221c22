namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>The commit that produced the model is merged into the environment's branch.</summary>
internal sealed class BranchGate(GateDefinition definition, SourceGateSettings settings, GateServices services) : SourceGate(definition, settings, services)
{
    private protected override async Task<GateResult> JudgeAsync(ISourceControl source, string commit, string branch, CancellationToken cancellationToken)
    {
        (string, string)[] details = [("commit", commit), ("branch", branch)];
        return await source.FindInBranchAsync(commit, branch, cancellationToken).ConfigureAwait(false) is { } how
            ? this.Passed($"{Short(commit)} is in '{branch}' of {source.Name}: {how}", details)
            : this.Failed($"{Short(commit)} is not merged into '{branch}' of {source.Name}", details);
    }
}
