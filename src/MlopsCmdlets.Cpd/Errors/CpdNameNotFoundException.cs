namespace MlopsCmdlets.Cpd.Errors;

/// <summary>Nothing that the caller can see has this name or id.</summary>
public sealed class CpdNameNotFoundException : CpdException
{
    internal CpdNameNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Names that are near the one asked for, best first.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
