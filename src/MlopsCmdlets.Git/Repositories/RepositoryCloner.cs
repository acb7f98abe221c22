using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Clones repositories.</summary>
public static class RepositoryCloner
{
    /// <summary>Clones all branches; the folder is there only when the clone is whole. A clone that was cut off is cleaned up, at the latest by the next one beside it.</summary>
    /// <param name="address">Where from: an address without user name and password, or a folder.</param>
    /// <param name="folder">Where to, a full path: a folder that is empty or not there.</param>
    /// <param name="branch">The branch to check out; null for the remote's default.</param>
    /// <param name="access">How the remote is reached.</param>
    /// <param name="useGit">Uses the git program instead of libgit2.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="CloneTargetException">Something is in the folder.</exception>
    public static async Task<GitRepository> CloneAsync(string address, string folder, string? branch, RemoteAccess access, bool useGit, CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.UserInfo.Contains(':'))
            throw new ArgumentException("Give the login by a connected Git host, not in the address: git would keep it in the clone's configuration.");
        if (branch is not null)
            RefNames.CheckBranch(branch);
        cancellationToken.ThrowIfCancellationRequested();
        CloneFolder growing = CloneFolder.Beside(folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));
        try
        {
            await GitEngines.Of(useGit).CloneAsync(RemoteAddress.Escaped(address), growing.Folder, branch, access, growing.Release, cancellationToken).ConfigureAwait(false);
            growing.Finish();
        }
        finally
        {
            growing.Release();
        }

        return GitRepositoryReader.Read(folder);
    }
}
