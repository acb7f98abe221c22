namespace MlopsCmdlets.Errors;

/// <summary>A Git host has no branch of a name.</summary>
public sealed class BranchNotOnHostException(string branch, string repository) : Exception($"There is no branch '{branch}' in {repository}.")
{
    /// <summary>The branch.</summary>
    public string Branch { get; } = branch;
}
