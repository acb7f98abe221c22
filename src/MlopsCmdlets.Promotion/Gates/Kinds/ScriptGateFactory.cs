namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>
/// Kind <c>script</c>: a script block that the caller supplies. A definition holds only the SHA-256 of its text (<c>sha256</c>); without the very same
/// script there is nothing to run.
/// </summary>
internal sealed class ScriptGateFactory : IGateFactory
{
    public string Kind => "script";

    public IPromotionGate Create(GateDefinition definition, GateServices services)
    {
        new GateSettings(definition, "sha256").RequiredText("sha256");
        return services.Supplied(definition) ?? new UnusableGate(definition, "the plan holds only the hash of this script: give the same script again with -Gate");
    }
}
