namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>What a model predicts: a number or a class.</summary>
public enum PmmlFunction
{
    Regression,
    Classification,
}
