namespace MlopsCmdlets.Cpd.Errors;

/// <summary>An export ended without a bundle.</summary>
public sealed class CpdExportFailedException : CpdOperationFailedException
{
    internal CpdExportFailedException(string message)
        : base(message)
    {
    }
}
