namespace MlopsCmdlets.Git.Repositories;

/// <summary>A remote of a local repository.</summary>
/// <param name="Name">For example <c>origin</c>.</param>
/// <param name="Url">Where it is, without user name and password.</param>
/// <param name="PushUrl">Where pushes go, without user name and password.</param>
public sealed record GitRemote(string Name, string Url, string PushUrl)
{
    internal static GitRemote? Of(LibGit2Sharp.Remote? remote) =>
        remote is null ? null : new GitRemote(remote.Name, RemoteAddress.WithoutUserInfo(remote.Url)!, RemoteAddress.WithoutUserInfo(remote.PushUrl)!);
}
