namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The root of every failure of this library. Messages say what happened, to which thing; <see cref="RecommendedAction"/> says what to do.</summary>
public abstract class CpdException : Exception
{
    private protected CpdException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>What the user can do next.</summary>
    public string RecommendedAction { get; init; } = "";

    /// <summary>The thing that the operation was about, in words or as an id; null if there was none.</summary>
    public string? Target { get; internal set; }
}
