namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>A gate about the commit that produced the plan's model, and a branch.</summary>
/// <param name="definition">The gate.</param>
/// <param name="settings">Which commit, branch and repository.</param>
/// <param name="services">What reaches the repository.</param>
internal abstract class SourceGate(GateDefinition definition, SourceGateSettings settings, GateServices services) : IPromotionGate
{
    public GateDefinition Definition { get; } = definition;

    public async Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        if ((settings.Branch ?? context.Destination.Environment.Branch) is not { } branch)
            return this.NotRun($"'{context.Destination.Environment.Name}' has no branch in mlops.json: give it one, or name one in the gate");
        var (commit, reason) = settings.Commit is { } given ? (given, "") : await ModelSource.FindAsync(context, cancellationToken).ConfigureAwait(false);
        if (commit is null)
            return this.NotRun(reason);
        try
        {
            return await JudgeAsync(services.Source(settings.Repository), commit, branch, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceNotReachableException e)
        {
            return this.NotRun(e.Message);
        }
    }

    private protected abstract Task<GateResult> JudgeAsync(ISourceControl source, string commit, string branch, CancellationToken cancellationToken);

    /// <summary>A commit for a sentence.</summary>
    private protected static string Short(string commit) => commit.Substring(0, 10);
}
