namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch that was pushed.</summary>
public sealed record GitPush
{
    /// <summary>The branch.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Name of the remote.</summary>
    public string Remote { get; init; } = "";

    /// <summary>Where it was pushed to, without user name and password.</summary>
    public string RemoteUrl { get; init; } = "";

    /// <summary>Its tip, here and now there; 40 hexadecimal digits.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The tip that the remote had before; null for a branch that is new there.</summary>
    public string? Before { get; init; }

    /// <summary>How many commits the remote lacked before; null where it is not known.</summary>
    public int? Commits { get; init; }

    /// <summary>Whether the branch is new on the remote.</summary>
    public bool IsNew => Before is null;

    /// <summary>Whether the remote had it all before.</summary>
    public bool IsUpToDate => Before == Commit;

    /// <summary>Top folder of the repository.</summary>
    public string Root { get; init; } = "";

    /// <summary>Branch and remote.</summary>
    public override string ToString() => $"{Branch} -> {Remote}";
}
