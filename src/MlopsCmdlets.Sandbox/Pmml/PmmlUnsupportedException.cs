namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>The document is PMML, but uses a part of the standard that this evaluator does not run.</summary>
public sealed class PmmlUnsupportedException : PmmlException
{
    public PmmlUnsupportedException(string element, string? detail = null)
        : base(detail is null
            ? $"PMML element '{element}' is not supported by this scoring engine."
            : $"PMML element '{element}' is not supported by this scoring engine: {detail}.")
        => Element = element;

    /// <summary>Local name of the element that stopped the load, for example <c>NeuralNetwork</c>.</summary>
    public string Element { get; }
}
