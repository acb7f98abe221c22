using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Refs;

/// <summary>Annotated tags.</summary>
internal sealed class AzureTags(AzureConnection connection, AzureBranches branches)
{
    public async Task CreateAsync(HostRepositoryName name, string tag, string commit, string message, CancellationToken cancellationToken)
    {
        var action = $"create the tag '{tag}' in {name}";
        if (await IsThereAsync().ConfigureAwait(false) is not null)
            return;
        var call = AzureCall.Post(AzureRepositories.PathOf(name) + "/annotatedtags", action) with { What = $"repository {name} with commit {commit}" };
        var body = new AzureTag { Name = tag, Message = message, TaggedObject = new AzureObjectId(commit) };
        await connection.ChangeAsync(
            async () => (await connection.SendAsync(call.Json(body, AzureJson.Default.AzureTag), AzureJson.Default.AzureTag, cancellationToken).ConfigureAwait(false)).Name,
            IsThereAsync,
            cancellationToken).ConfigureAwait(false);

        // The tag's name when it is on this commit; on another it is in the way.
        async Task<string?> IsThereAsync()
        {
            var refs = await branches.RefsAsync(name, "tags/" + tag, action, cancellationToken).ConfigureAwait(false);
            if (refs.FirstOrDefault(r => string.Equals(r.Name, "refs/tags/" + tag, StringComparison.Ordinal)) is not { } found)
                return null;
            var target = found.PeeledObjectId ?? found.ObjectId;
            return string.Equals(target, commit, StringComparison.OrdinalIgnoreCase)
                ? tag
                : throw new GitHostAlreadyExistsException(connection.Failure(action), $"tag '{tag}' on {target}");
        }
    }
}
