namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Kind <c>branch</c>: the commit that produced the model is merged into the environment's branch. Settings: <c>commit</c>, <c>branch</c>, <c>repository</c>.
/// </summary>
internal sealed class BranchGateFactory : IGateFactory
{
    public string Kind => "branch";

    public IPromotionGate Create(GateDefinition definition, GateServices services) =>
        new BranchGate(definition, SourceGateSettings.Read(new GateSettings(definition, SourceGateSettings.Names)), services);
}
