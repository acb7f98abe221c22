namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>An entry of a folder in a commit.</summary>
internal sealed record TreeEntry(string Mode, string Kind, string Sha, long Size, string Path)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
