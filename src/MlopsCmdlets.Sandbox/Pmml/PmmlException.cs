namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>Anything that is wrong with a PMML document or with a row given to it.</summary>
public abstract class PmmlException : Exception
{
    private protected PmmlException(string message, Exception? inner = null) : base(message, inner) { }
}
