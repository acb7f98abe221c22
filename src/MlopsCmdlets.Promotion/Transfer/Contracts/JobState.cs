namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>State of an export or import that runs on the server.</summary>
public enum JobState
{
    /// <summary>Accepted, not begun, or running.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Was cancelled or is being deleted.</summary>
    Canceled,
}
