using System.Globalization;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>Comments: the first of a discussion of their own each, found again by a hidden key.</summary>
internal sealed class AzureComments(AzureConnection connection, AzureIdentities identities)
{
    /// <summary>A discussion that nobody has to resolve.</summary>
    public const string Closed = "closed";

    /// <summary>A discussion that a policy for comments waits for.</summary>
    public const string Active = "active";

    /// <summary>Writes a comment; an earlier one of this user with the same key is replaced.</summary>
    public async Task<PullRequestComment> WriteAsync(HostRepositoryName name, int number, string key, string markdown, string status, CancellationToken cancellationToken)
    {
        var action = "comment on pull request " + AzurePullRequests.Short(name, number);
        var me = await identities.MeAsync(cancellationToken).ConfigureAwait(false);
        var text = HiddenKey.Put(key, markdown);
        var thread = await FindAsync(name, number, key, me.Id, action, cancellationToken).ConfigureAwait(false);
        var change = thread is null ? CommentChange.Added : thread.Comments?[0].Content == text ? CommentChange.Unchanged : CommentChange.Updated;
        if (thread is null)
        {
            // The host answers with the discussion; one that is found is the same but for its text.
            thread = await connection.ChangeAsync(
                () => connection.SendAsync(New(name, number, text, status, action), AzureJson.Default.AzureThread, cancellationToken),
                () => FindAsync(name, number, key, me.Id, action, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        else if (change == CommentChange.Updated)
        {
            await ReplaceAsync(name, number, thread, text, action, cancellationToken).ConfigureAwait(false);
        }

        var id = thread.Id ?? throw new ArgumentException("The host gave a discussion without an id.");
        return new PullRequestComment(
            name, number, key, change, id, new Uri(FormattableString.Invariant($"{connection.Address.PullRequestUrl(name, number).AbsoluteUri}?discussionId={id}")));
    }

    /// <summary>All discussions, and the host's own notes among them.</summary>
    public Task<IReadOnlyList<AzureThread>> ListAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(PathOf(name, number), action) with { What = AzurePullRequests.What(name, number) };
        return connection.ListAsync(call, AzureJson.Default.AzureListAzureThread, cancellationToken);
    }

    private static AzureCall New(HostRepositoryName name, int number, string text, string status, string action)
    {
        var call = AzureCall.Post(PathOf(name, number), action) with { What = AzurePullRequests.What(name, number) };
        var thread = new AzureThread { Status = status, Comments = [new AzureComment { ParentCommentId = 0, CommentType = "text", Content = text }] };
        return call.Json(thread, AzureJson.Default.AzureThread);
    }

    private Task ReplaceAsync(HostRepositoryName name, int number, AzureThread thread, string text, string action, CancellationToken cancellationToken)
    {
        var path = PathOf(name, number) + AzureCall.Under(Text(thread.Id), "comments", Text(thread.Comments?[0].Id));
        var call = AzureCall.Patch(path, action) with { Retry = RetrySafety.Safe, What = "earlier comment on " + AzurePullRequests.What(name, number) };
        return connection.SendAsync(call.Json(new AzureComment { Content = text }, AzureJson.Default.AzureComment), cancellationToken);
    }

    private async Task<AzureThread?> FindAsync(HostRepositoryName name, int number, string key, string user, string action, CancellationToken cancellationToken)
    {
        var threads = await ListAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        return threads.FirstOrDefault(t => t.IsDeleted != true
            && t.Comments is [{ IsDeleted: not true } first, ..]
            && string.Equals(first.Author?.Id, user, StringComparison.OrdinalIgnoreCase)
            && HiddenKey.Has(first.Content, key));
    }

    private static string PathOf(HostRepositoryName name, int number) => AzurePullRequests.PathOf(name, number) + "/threads";

    private static string Text(int? id) => id?.ToString(CultureInfo.InvariantCulture) ?? throw new ArgumentException("The host gave a comment without an id.");
}
