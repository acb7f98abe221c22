namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>The document is not PMML, is damaged, or contradicts itself.</summary>
public sealed class PmmlFormatException : PmmlException
{
    public PmmlFormatException(string message, Exception? inner = null) : base(message, inner) { }
}
