namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>A nested model's own view of a field: its parent's value after this model's treatment.</summary>
internal sealed class TreatStep(MiningField mining, Field source, Field target) : Step
{
    public override void Run(Row row) => row.Slots[target.Slot] = mining.Treat(row.Slots[source.Slot], target);
}
