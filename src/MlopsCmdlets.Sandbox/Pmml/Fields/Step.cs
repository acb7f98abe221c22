namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>Fills one slot of the row when the model that owns it begins.</summary>
internal abstract class Step
{
    public abstract void Run(Row row);
}
