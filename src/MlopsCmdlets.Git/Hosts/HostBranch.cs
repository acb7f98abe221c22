namespace MlopsCmdlets.Git.Hosts;

/// <summary>A branch on the host.</summary>
/// <param name="Name">Without <c>refs/heads/</c>.</param>
/// <param name="Commit">Its tip, 40 hexadecimal digits.</param>
/// <param name="IsProtected">Whether the host says that rules apply to it.</param>
public sealed record HostBranch(string Name, string Commit, bool IsProtected);
