namespace MlopsCmdlets.Errors;

/// <summary>A pull request would leave out an environment of mlops.json.</summary>
public sealed class BranchOrderException : Exception
{
    internal BranchOrderException(string head, string baseBranch, string? rightBase, string reason)
        : base($"'{head}' does not go into '{baseBranch}': {reason}.{(rightBase is null ? "" : $" Its base is '{rightBase}'.")}")
    {
        Head = head;
        Base = baseBranch;
        RightBase = rightBase;
    }

    /// <summary>The branch to merge.</summary>
    public string Head { get; }

    /// <summary>The branch that it was to go into.</summary>
    public string Base { get; }

    /// <summary>The branch that comes next for the head; null when that is not a single one.</summary>
    public string? RightBase { get; }
}
