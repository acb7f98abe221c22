namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>One number of the vector that the trees are trained on.</summary>
/// <param name="Column">Index in <see cref="ChurnColumn.Inputs"/>.</param>
/// <param name="Category">Null for a number; else the slot is 1 where the column has this value, and 0 elsewhere.</param>
internal sealed record FeatureSlot(int Column, string? Category)
{
    public ChurnColumn Source => ChurnColumn.Inputs[Column];
}
