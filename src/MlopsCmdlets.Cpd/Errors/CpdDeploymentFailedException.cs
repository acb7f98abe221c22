namespace MlopsCmdlets.Cpd.Errors;

/// <summary>A deployment did not become ready, or its update failed and the previous asset keeps serving.</summary>
public sealed class CpdDeploymentFailedException : CpdOperationFailedException
{
    internal CpdDeploymentFailedException(string message)
        : base(message)
    {
    }
}
