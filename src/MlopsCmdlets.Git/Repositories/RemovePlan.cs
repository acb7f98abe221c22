namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch that is about to be removed.</summary>
/// <param name="Root">Top folder of the repository.</param>
/// <param name="Name">The branch.</param>
/// <param name="LocalTip">Its tip here; null where it is not here.</param>
/// <param name="RemoteTip">Its tip on the remote; null where it is not there.</param>
/// <param name="Remote">The remote; null where the repository has none.</param>
/// <param name="IsCurrent">Whether it is checked out.</param>
/// <param name="Unmerged">How many commits no other branch has.</param>
public sealed record RemovePlan(string Root, string Name, string? LocalTip, string? RemoteTip, GitRemote? Remote, bool IsCurrent, int Unmerged);
