namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The thing cannot be deleted because deployments still use it.</summary>
public sealed class CpdInUseException : CpdException
{
    internal CpdInUseException(string message)
        : base(message)
    {
    }

    /// <summary>The deployments that use it.</summary>
    public IReadOnlyList<CpdCandidate> Users { get; init; } = [];
}
