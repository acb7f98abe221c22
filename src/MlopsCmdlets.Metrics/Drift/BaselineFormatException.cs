namespace MlopsCmdlets.Metrics.Drift;

/// <summary>A file is not a baseline of this module, or of a newer version of it.</summary>
public sealed class BaselineFormatException : Exception
{
    public BaselineFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
