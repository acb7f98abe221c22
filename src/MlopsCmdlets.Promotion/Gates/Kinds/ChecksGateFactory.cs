namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Kind <c>checks</c>: the statuses and check runs in <c>checks</c> (a list of names; those that the environment's branch demands if not given) are green on
/// exactly the commit that produced the model. Further settings: <c>commit</c>, <c>branch</c>, <c>repository</c>.
/// </summary>
internal sealed class ChecksGateFactory : IGateFactory
{
    public string Kind => "checks";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        var settings = new GateSettings(definition, ["checks", .. SourceGateSettings.Names]);
        return new ChecksGate(definition, SourceGateSettings.Read(settings), settings.Texts("checks"), services);
    }
}
