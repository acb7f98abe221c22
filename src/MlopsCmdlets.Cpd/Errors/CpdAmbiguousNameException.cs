namespace MlopsCmdlets.Cpd.Errors;

/// <summary>Several things have the name. Nothing is picked; the caller has to give an id.</summary>
public sealed class CpdAmbiguousNameException : CpdException
{
    internal CpdAmbiguousNameException(string message)
        : base(message)
    {
    }

    public IReadOnlyList<CpdCandidate> Candidates { get; init; } = [];
}
