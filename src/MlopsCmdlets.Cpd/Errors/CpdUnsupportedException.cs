namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The release of this cluster, or the API at all, cannot do this.</summary>
public sealed class CpdUnsupportedException : CpdException
{
    internal CpdUnsupportedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
