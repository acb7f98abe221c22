using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines;

/// <summary>
/// What changes a repository or talks to a remote: libgit2, or the git program. Everything else is read through libgit2 by both. Cancelling gives the caller the
/// thread back at once; what was running ends in the background.
/// </summary>
internal interface IGitEngine
{
    /// <summary>Whether it runs hooks, filters and programs that sign.</summary>
    bool RunsPrograms { get; }

    /// <summary>Clones all branches into a folder that is not there or empty, and checks one out.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="branch">The branch to check out; null for the remote's default.</param>
    /// <param name="access">How the remote is reached.</param>
    /// <param name="ended">Called once, as soon as nothing touches the folder any more; after a cancellation that may be later than the task's end.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task CloneAsync(string address, string folder, string? branch, RemoteAccess access, Action ended, CancellationToken cancellationToken);

    /// <summary>Gets what is new on a remote; branches that are gone there lose their place here.</summary>
    Task FetchAsync(string root, string remote, RemoteAccess access, CancellationToken cancellationToken);

    /// <summary>Makes a branch at a commit and checks it out; changes of the work tree come along.</summary>
    /// <exception cref="WorkTreeConflictException">Changes stand in the way; nothing was done.</exception>
    Task CheckoutNewAsync(string root, string branch, string commit, CancellationToken cancellationToken);

    /// <summary>Checks a branch out.</summary>
    /// <exception cref="WorkTreeConflictException">Changes stand in the way; nothing was done.</exception>
    Task CheckoutAsync(string root, string branch, CancellationToken cancellationToken);

    /// <summary>
    /// Puts files into the index as they are in the work tree, or takes them out that are gone. When it is cancelled the index stays as it was, or has what the files
    /// held until then, whatever is written to them after.
    /// </summary>
    Task StageAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken);

    /// <summary>Commits the index.</summary>
    Task CommitAsync(string root, string message, CancellationToken cancellationToken);

    /// <summary>Makes an annotated tag.</summary>
    Task TagAsync(string root, string name, string commit, string message, CancellationToken cancellationToken);

    /// <summary>Pushes one reference; what is on the left of <c>:</c> may be empty, which deletes.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="remote">Name of the remote.</param>
    /// <param name="refspec">What is pushed where.</param>
    /// <param name="expected">What the remote must still have for it, 40 hexadecimal digits; null for anything.</param>
    /// <param name="access">How the remote is reached.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="BranchMovedException">The remote has something else than what is expected.</exception>
    /// <returns>What the remote had before, 40 hexadecimal digits; null for nothing.</returns>
    Task<string?> PushAsync(string root, string remote, string refspec, string? expected, RemoteAccess access, CancellationToken cancellationToken);
}
