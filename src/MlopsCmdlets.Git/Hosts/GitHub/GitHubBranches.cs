using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Branches and tags.</summary>
internal sealed class GitHubBranches(GitHubCalls calls)
{
    public Task<IReadOnlyList<HostBranch>> ListAsync(HostRepositoryName repository, CancellationToken cancellationToken) => calls.SendAsync<IReadOnlyList<HostBranch>>(
        $"list the branches of {repository}",
        $"repository {repository}",
        async client => [.. (await client.Repository.Branch.GetAll(repository.Owner, repository.Name, GitHubCalls.AllPages).ConfigureAwait(false)).Select(GitHubMap.Branch)],
        cancellationToken);

    public async Task<HostBranch?> FindAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        // Octokit does not escape names.
        var path = GitHubCalls.Relative($"repos/{repository.Owner}/{repository.Name}/branches/{GitHubCalls.Escape(branch)}");
        var found = await calls.FindAsync(
            $"read branch '{branch}' of {repository}",
            $"branch '{branch}' in {repository}",
            async client => (await client.Connection.Get<Octokit.Branch>(path, null).ConfigureAwait(false)).Body,
            cancellationToken).ConfigureAwait(false);
        return found is null ? null : GitHubMap.Branch(found);
    }

    public async Task<HostBranch> CreateAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken)
    {
        var action = $"create branch '{branch}' in {repository}";
        try
        {
            return await CreateRefAsync(action, repository, "refs/heads/" + branch, commit, () => FindAtAsync(repository, branch, commit, cancellationToken), cancellationToken).ConfigureAwait(false)
                ?? new HostBranch(branch, commit, IsProtected: false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "already exists"))
        {
            throw new GitHostAlreadyExistsException(e.Failure, $"branch '{branch}'", e);
        }
        catch (GitHostInvalidRequestException e) when (IsProtection(e.Failure))
        {
            throw new BranchProtectedException(e.Failure, branch, e);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "Object does not exist"))
        {
            throw new GitHostNotFoundException(e.Failure, $"commit {commit} in {repository}", e);
        }
    }

    public async Task DeleteAsync(HostRepositoryName repository, string branch, string? expectedCommit, CancellationToken cancellationToken)
    {
        var action = $"delete branch '{branch}' of {repository}";
        if (await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false) is not { } found)
            return;
        if (expectedCommit is not null && found.Commit != expectedCommit)
            throw new BranchMovedException(calls.Failure(action), branch, expectedCommit, found.Commit);
        try
        {
            await calls.SendAsync(
                action,
                $"branch '{branch}' in {repository}",
                client => client.Connection.Delete(GitHubCalls.Relative($"repos/{repository.Owner}/{repository.Name}/git/refs/heads/{EscapeParts(branch)}")),
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "does not exist"))
        {
            // Somebody, or a call whose reply was lost, was faster.
        }
        catch (GitHostInvalidRequestException e) when (IsProtection(e.Failure) || GitHubErrors.Says(e.Failure, "default branch"))
        {
            throw new BranchProtectedException(e.Failure, branch, e);
        }
    }

    public async Task<bool?> IsAncestorAsync(HostRepositoryName repository, string ancestor, string descendant, CancellationToken cancellationToken)
    {
        var action = $"compare the commits {ancestor} and {descendant} of {repository}";
        // From the later to the earlier one: where it is an ancestor there are no commits and files that GitHub would list.
        var path = $"repos/{repository.Owner}/{repository.Name}/compare/{GitHubCalls.Escape(descendant)}...{GitHubCalls.Escape(ancestor)}?per_page=1";
        try
        {
            var found = await calls.ReadAsync(action, $"a commit in {repository}", path, cancellationToken).ConfigureAwait(false);
            return found?["ahead_by"] is JsonValue ahead && ahead.TryGetValue(out int more)
                ? more == 0
                : throw new GitHostInvalidReplyException(calls.Failure(action), "the host does not say how the commits stand to each other.");
        }
        catch (GitHostNotFoundException e)
        {
            return GitHubErrors.Says(e.Failure, "No common ancestor") ? false : null;
        }
    }

    public async Task CreateTagAsync(HostRepositoryName repository, string tag, string commit, string message, CancellationToken cancellationToken)
    {
        var action = $"create tag '{tag}' in {repository}";
        if (await TaggedAsync(repository, tag, cancellationToken).ConfigureAwait(false) is { } tagged)
        {
            if (tagged == commit)
                return;
            throw new GitHostAlreadyExistsException(calls.Failure(action), $"tag '{tag}' on commit {tagged}");
        }

        try
        {
            // A tag object without a reference does no harm, so that a lost one is simply made again.
            var made = await calls.SendAsync(
                action,
                $"repository {repository}",
                client => client.Git.Tag.Create(repository.Owner, repository.Name, new Octokit.NewTag { Tag = tag, Message = message, Object = commit, Type = Octokit.TaggedType.Commit }),
                cancellationToken,
                RetrySafety.Safe).ConfigureAwait(false);
            await CreateRefAsync(
                action,
                repository,
                "refs/tags/" + tag,
                made.Sha,
                async () => await TaggedAsync(repository, tag, cancellationToken).ConfigureAwait(false) == commit ? new HostBranch(tag, commit, IsProtected: false) : null,
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "Object does not exist"))
        {
            throw new GitHostNotFoundException(e.Failure, $"commit {commit} in {repository}", e);
        }
    }

    /// <summary>Whether GitHub refuses because of protection: classic or a ruleset.</summary>
    public static bool IsProtection(GitHostFailure failure) =>
        new[] { "protected branch", "locked branch", "not authorized to push", "rule violations", "protected ref" }.Any(words => GitHubErrors.Says(failure, words));

    private static string EscapeParts(string name) => string.Join("/", name.Split('/').Select(GitHubCalls.Escape));

    /// <summary>Gives what the look found when the reply was lost, else null.</summary>
    private async Task<HostBranch?> CreateRefAsync(string action, HostRepositoryName repository, string name, string target, Func<Task<HostBranch?>> find, CancellationToken cancellationToken)
    {
        HostBranch? found = null;
        await HostChange.MakeAsync<object>(
            calls.Time,
            async () => await calls.SendAsync(
                action,
                $"repository {repository}",
                client => client.Git.Reference.Create(repository.Owner, repository.Name, new Octokit.NewReference(name, target)),
                cancellationToken).ConfigureAwait(false),
            async () => found = await find().ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    private async Task<HostBranch?> FindAtAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken) =>
        await FindAsync(repository, branch, cancellationToken).ConfigureAwait(false) is { } found && found.Commit == commit ? found : null;

    /// <summary>The commit that a tag is on, annotated or not; null for no such tag.</summary>
    private async Task<string?> TaggedAsync(HostRepositoryName repository, string tag, CancellationToken cancellationToken)
    {
        var action = $"read tag '{tag}' of {repository}";
        var path = GitHubCalls.Relative($"repos/{repository.Owner}/{repository.Name}/git/ref/tags/{EscapeParts(tag)}");
        var found = await calls.FindAsync(
            action, $"tag '{tag}' in {repository}", async client => (await client.Connection.Get<Octokit.Reference>(path, null).ConfigureAwait(false)).Body, cancellationToken).ConfigureAwait(false);
        if (found is null)
            return null;
        if (found.Object.Type.Value != Octokit.TaggedType.Tag)
            return found.Object.Sha;
        return (await calls.SendAsync(action, $"tag '{tag}' in {repository}", client => client.Git.Tag.Get(repository.Owner, repository.Name, found.Object.Sha), cancellationToken).ConfigureAwait(false)).Object.Sha;
    }
}
