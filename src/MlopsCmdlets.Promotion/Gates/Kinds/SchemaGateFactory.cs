namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>Kind <c>schema</c>: what consumers send to the model that serves now is accepted by the new one. No settings.</summary>
internal sealed class SchemaGateFactory : IGateFactory
{
    public string Kind => "schema";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        _ = new GateSettings(definition);
        return new SchemaGate(definition, services.SmokeFields);
    }
}
