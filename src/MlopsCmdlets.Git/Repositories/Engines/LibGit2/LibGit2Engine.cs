using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories.Engines.LibGit2;

/// <summary>Works through libgit2, in this process. It runs no hooks, no filter programs, and signs nothing.</summary>
internal sealed class LibGit2Engine(TimeProvider time) : IGitEngine
{
    public bool RunsPrograms => false;

    public Task CloneAsync(string address, string folder, string? branch, RemoteAccess access, Action ended, CancellationToken cancellationToken) => WatchAsync(
        address,
        access,
        watch =>
        {
            try
            {
                var remote = new LibGit2Remote(address, access, watch);
                var options = new CloneOptions(remote.ForFetch()) { BranchName = branch, OnCheckoutProgress = (_, current, total) => remote.Report("Checking out files", current, total) };
                watch.Token.ThrowIfCancellationRequested();
                return remote.Run(() => Repository.Clone(address, folder, options));
            }
            finally
            {
                ended();
            }
        },
        cancellationToken);

    public Task FetchAsync(string root, string remote, RemoteAccess access, CancellationToken cancellationToken) => WatchAsync(
        remote,
        access,
        watch => Talk(root, remote, access, watch, (repository, found, conversation) =>
        {
            Commands.Fetch(repository, found.Name, [], conversation.ForFetch(), logMessage: null);
            return true;
        }),
        cancellationToken);

    public Task CheckoutNewAsync(string root, string branch, string commit, CancellationToken cancellationToken) => NativeWork.RunAsync(
        () => Work(root, repository =>
        {
            Branch made = repository.CreateBranch(branch, commit);
            try
            {
                Checkout(repository, made);
            }
            catch
            {
                repository.Branches.Remove(made);
                throw;
            }
        }),
        cancellationToken);

    public Task CheckoutAsync(string root, string branch, CancellationToken cancellationToken) => NativeWork.RunAsync(
        () => Work(root, repository => Checkout(repository, repository.Branches[branch])),
        cancellationToken);

    public Task StageAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken) => NativeWork.RunAsync(
        () => Work(root, repository =>
        {
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (WorkFile.IsThere(Path.Combine(root, path)))
                    repository.Index.Add(path);
                else
                    repository.Index.Remove(path);
            }

            // Until here no correction of a file was taken back, which a cancellation sets off.
            cancellationToken.ThrowIfCancellationRequested();
            repository.Index.Write();
        }),
        cancellationToken);

    public Task CommitAsync(string root, string message, CancellationToken cancellationToken) => NativeWork.RunAsync(
        () => Work(root, repository =>
        {
            RefuseSigning(repository, "commit.gpgsign");
            (Signature author, Signature committer) = Identity.Of(repository, time);
            repository.Commit(message, author, committer);
        }),
        cancellationToken);

    public Task TagAsync(string root, string name, string commit, string message, CancellationToken cancellationToken) => NativeWork.RunAsync(
        () => Work(root, repository =>
        {
            RefuseSigning(repository, "tag.gpgsign");
            repository.ApplyTag(name, commit, Identity.Of(repository, time).Committer, message);
        }),
        cancellationToken);

    public Task<string?> PushAsync(string root, string remote, string refspec, string? expected, RemoteAccess access, CancellationToken cancellationToken) => WatchAsync(
        remote,
        access,
        watch => Talk(root, remote, access, watch, (repository, found, conversation) =>
        {
            string name = refspec.Substring(refspec.IndexOf(':') + 1);
            try
            {
                repository.Network.Push(found, refspec, conversation.ForPush(expected));
            }
            catch (NonFastForwardException)
            {
                throw new OutdatedPushException(PushRejections.Short(name), found.Name);
            }

            if (conversation.Rejections.Count > 0)
                throw PushRejections.Explain(conversation.Rejections[0].Reference, conversation.Rejections[0].Reason, found.Name);
            return conversation.Before.TryGetValue(name, out string? before) ? before : null;
        }),
        cancellationToken);

    private static void Checkout(Repository repository, Branch branch)
    {
        try
        {
            Commands.Checkout(repository, branch);
        }
        catch (CheckoutConflictException failure)
        {
            throw new WorkTreeConflictException(LocalRepository.RootOf(repository), branch.FriendlyName, failure);
        }
    }

    private static void RefuseSigning(Repository repository, string setting)
    {
        if (RepositoryConfiguration.Get<bool>(repository, setting))
            throw new SigningRequiredException(setting);
    }

    private static void Work(string root, Action<Repository> work) => LibGit2Failures.Guard(root, () =>
    {
        using var repository = new Repository(root);
        work(repository);
    });

    /// <param name="remote">Address or name, for the message.</param>
    /// <param name="access">How it is reached, and how long it may be silent.</param>
    /// <param name="work">The conversation.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    private static async Task<T> WatchAsync<T>(string remote, RemoteAccess access, Func<StallWatch, T> work, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(access, cancellationToken);
        try
        {
            return await NativeWork.RunAsync(() => work(watch), watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            throw new RemoteUnreachableException(RemoteAddress.WithoutUserInfo(remote)!, $"nothing came from it for {access.StallTimeout.TotalSeconds:0} s");
        }
    }

    private static T Talk<T>(string root, string name, RemoteAccess access, StallWatch watch, Func<Repository, Remote, LibGit2Remote, T> talk)
    {
        using Repository repository = LocalRepository.Open(root);
        Remote remote = repository.Network.Remotes[name] ?? throw new RemoteNotSetException(root, name);
        var conversation = new LibGit2Remote(remote.PushUrl, access, watch);
        return conversation.Run(() => talk(repository, remote, conversation));
    }
}
