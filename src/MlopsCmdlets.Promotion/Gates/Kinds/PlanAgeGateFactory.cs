namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>Kind <c>planAge</c>: the plan is not older than <c>maximum</c>, a time span such as <c>1.00:00:00</c>.</summary>
internal sealed class PlanAgeGateFactory : IGateFactory
{
    public string Kind => "planAge";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        var settings = new GateSettings(definition, "maximum");
        return new PlanAgeGate(definition, settings.Span("maximum") ?? throw settings.Wrong("'maximum' is missing"));
    }
}
