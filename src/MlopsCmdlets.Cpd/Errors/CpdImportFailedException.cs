namespace MlopsCmdlets.Cpd.Errors;

/// <summary>An import failed; part of the bundle may have arrived.</summary>
public sealed class CpdImportFailedException : CpdOperationFailedException
{
    internal CpdImportFailedException(string message)
        : base(message)
    {
    }
}
