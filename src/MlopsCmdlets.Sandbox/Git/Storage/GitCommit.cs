using System.Collections.Immutable;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>A commit as it is stored.</summary>
internal sealed record GitCommit(string Sha, string Tree, ImmutableArray<string> Parents, GitSignature Author, GitSignature Committer, string Message)
{
    public string Subject => Message.Split('\n', 2)[0];
}
