namespace MlopsCmdlets.Sandbox.Git.Transport;

/// <summary>What somebody wants to do to a reference.</summary>
internal sealed record RefUpdate(string Name, string Old, string New)
{
    public bool Creates => Storage.GitRef.IsNone(Old);

    public bool Deletes => Storage.GitRef.IsNone(New);

    /// <summary>The branch; null for a tag or anything else.</summary>
    public string? Branch => Name.StartsWith(Storage.GitRef.Heads, StringComparison.Ordinal) ? Name[Storage.GitRef.Heads.Length..] : null;
}
