namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>What merging two commits gives: a tree, or none when they conflict.</summary>
internal sealed record MergeOutcome(string? Tree)
{
    public bool Conflicts => Tree is null;
}
