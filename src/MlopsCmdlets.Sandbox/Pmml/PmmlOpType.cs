namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>What may be done with a field's values.</summary>
public enum PmmlOpType
{
    Continuous,
    Categorical,
    Ordinal,
}
