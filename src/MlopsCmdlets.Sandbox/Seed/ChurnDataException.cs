namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>A CSV file cannot be trained on. The message says what is wrong, where, and what to do.</summary>
public sealed class ChurnDataException : IOException
{
    public ChurnDataException(string message, Exception? inner = null) : base(message, inner) { }
}
