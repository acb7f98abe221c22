namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Kind <c>pullRequest</c>: a pull request into the environment's branch, whose head or merge is the commit that produced the model, has <c>approvals</c>
/// (1 if not given) by others than its author. Further settings: <c>commit</c>, <c>branch</c>, <c>repository</c>.
/// </summary>
internal sealed class PullRequestGateFactory : IGateFactory
{
    private const int Most = 20;

    public string Kind => "pullRequest";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        var settings = new GateSettings(definition, ["approvals", .. SourceGateSettings.Names]);
        var approvals = settings.Number("approvals") ?? 1;
        return approvals is >= 1 and <= Most && Math.Floor(approvals).Equals(approvals)
            ? new PullRequestGate(definition, SourceGateSettings.Read(settings), (int)approvals, services)
            : throw settings.Wrong($"'approvals' is a whole number from 1 to {Most}");
    }
}
