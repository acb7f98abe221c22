using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>Reviews, requested reviewers and the comments of a pull request.</summary>
internal sealed class ReviewRoutes : GitHubPart
{
    private const string Pull = "/repos/{owner}/{repo}/pulls/{number}";
    private const string Comments = "/repos/{owner}/{repo}/issues/{number}/comments";
    private const string Comment = "/repos/{owner}/{repo}/issues/comments/{id}";

    protected override void Map()
    {
        Get(Pull + "/reviews", call =>
        {
            var pull = call.PullRequest(call.Repository());
            return call.List([.. pull.Reviews.Where(r => r.State != Review.Pending || r.User == call.Author)], r => Document(call, pull, r));
        });
        Post(Pull + "/reviews", CreateAsync);
        Get(Pull + "/reviews/{id}", call =>
        {
            var (pull, review) = Find(call);
            return Reply.Json(Document(call, pull, review));
        });
        Post(Pull + "/reviews/{id}/events", SubmitAsync);
        Put(Pull + "/reviews/{id}", EditAsync);
        Put(Pull + "/reviews/{id}/dismissals", DismissAsync);
        Delete(Pull + "/reviews/{id}", call =>
        {
            var (pull, review) = Find(call);
            if (review.State != Review.Pending) throw GitHubErrors.Refused("Can not delete a non-pending pull request review", "Unprocessable Entity");
            pull.Reviews.Remove(review);
            return Reply.Json(Document(call, pull, review));
        });
        Get(Pull + "/requested_reviewers", call =>
        {
            var pull = call.PullRequest(call.Repository());
            return Reply.Json(new JsonObject
            {
                ["users"] = pull.RequestedReviewers.Select(u => (JsonNode)GitHubDocuments.Account(call, u)).ToJsonArray(),
                ["teams"] = pull.RequestedTeams.Select(t => (JsonNode)GitHubDocuments.Team(call, (GitOrganization)pull.GitHubRepository.Owner, t)).ToJsonArray(),
            });
        });
        Post(Pull + "/requested_reviewers", RequestAsync);
        Delete(Pull + "/requested_reviewers", WithdrawAsync);

        Get(Comments, call => call.List(call.PullRequest(call.Repository()).Comments, c => CommentDocument(call, c)));
        Post(Comments, AddCommentAsync);
        Get(Comment, call => Reply.Json(CommentDocument(call, FindComment(call, change: false).Comment)));
        Patch(Comment, async call =>
        {
            var (pull, comment) = FindComment(call, change: true);
            comment.Body = CommentBody(await call.BodyAsync());
            comment.UpdatedAt = call.Now;
            pull.Touch();
            return Reply.Json(CommentDocument(call, comment));
        });
        Delete(Comment, call =>
        {
            var (pull, comment) = FindComment(call, change: true);
            pull.Comments.Remove(comment);
            return Reply.Empty();
        });
    }

    private static (GitHubPullRequest Pull, Review Review) Find(GitHubCall call)
    {
        var pull = call.PullRequest(call.Repository());
        var id = call.Number("id");
        return (pull, pull.Reviews.FirstOrDefault(r => r.Id == id) ?? throw GitHubErrors.NotFound());
    }

    private static async Task<IResult> CreateAsync(GitHubCall call)
    {
        var pull = call.PullRequest(call.Repository());
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var body = await call.BodyAsync();
        var state = State(call, pull, body);
        if (body.Text("commit_id") is { } commit && commit != pull.HeadSha && await (await pull.Repository.OpenAsync()).KindAsync(commit) != "commit")
            throw GitHubErrors.Refused($"{commit} is not part of the pull request", "Unprocessable Entity");
        return Reply.Json(Document(call, pull, pull.AddReview(call.Author, state, body.Text("body") ?? "", body.Text("commit_id"))));
    }

    private static string State(GitHubCall call, GitHubPullRequest pull, JsonObject body)
    {
        var text = body.Text("event");
        if (text is "APPROVE" or "REQUEST_CHANGES")
        {
            var verb = text == "APPROVE" ? "approve" : "request changes on";
            if (pull.Author == call.Author) throw GitHubErrors.Refused($"Can not {verb} your own pull request", "Unprocessable Entity");
            if (text == "APPROVE" && call.TokenKind == TokenKind.Pipeline) throw GitHubErrors.Refused("GitHub Actions is not permitted to approve pull requests.", "Unprocessable Entity");
        }

        if (text is "REQUEST_CHANGES" or "COMMENT" && body.Text("body") is not { Length: > 0 }) throw GitHubErrors.Refused("Body can't be blank", "Unprocessable Entity");
        return text switch
        {
            "APPROVE" => Review.Approved,
            "REQUEST_CHANGES" => Review.ChangesRequested,
            "COMMENT" => Review.Commented,
            null or "" => Review.Pending,
            _ => throw GitHubErrors.Refused($"Variable $event of type PullRequestReviewEvent was provided invalid value: {text}", "Unprocessable Entity"),
        };
    }

    private static async Task<IResult> SubmitAsync(GitHubCall call)
    {
        var (pull, review) = Find(call);
        if (review.User != call.Author || review.State != Review.Pending) throw GitHubErrors.Refused("Can not submit a review that is not pending", "Unprocessable Entity");
        var body = await call.BodyAsync();
        review.State = State(call, pull, body);
        review.Body = body.Text("body") ?? review.Body;
        review.SubmittedAt = call.Now;
        return Reply.Json(Document(call, pull, review));
    }

    private static async Task<IResult> EditAsync(GitHubCall call)
    {
        var (pull, review) = Find(call);
        if (review.User != call.Author) throw ApiException.Forbidden("Must be the author of the review.");
        review.Body = (await call.BodyAsync()).Text("body") ?? "";
        return Reply.Json(Document(call, pull, review));
    }

    private static async Task<IResult> DismissAsync(GitHubCall call)
    {
        var (pull, review) = Find(call);
        call.Repository(RepositoryPermission.Write);
        if ((await call.BodyAsync()).Text("message") is not { Length: > 0 }) throw GitHubErrors.Unprocessable("Invalid request.\n\n\"message\" wasn't supplied.");
        if (review.State is not (Review.Approved or Review.ChangesRequested)) throw GitHubErrors.Refused("Can not dismiss a " + review.State.ToLowerInvariant() + " pull request review", "Unprocessable Entity");
        review.State = Review.Dismissed;
        return Reply.Json(Document(call, pull, review));
    }

    private static async Task<IResult> RequestAsync(GitHubCall call)
    {
        var repository = call.Repository();
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var pull = call.PullRequest(repository);
        if (pull.Author != call.Author && repository.PermissionOf(call.User) < RepositoryPermission.Write) throw GitHubErrors.NotFound();
        var body = await call.BodyAsync();
        var users = body.Strings("reviewers").Select(call.Host.Accounts.User).ToList();
        var teams = body.Strings("team_reviewers").Select(s => (repository.Owner as GitOrganization)?.Team(s)).ToList();
        if (users.Contains(pull.Author)) throw GitHubErrors.Unprocessable("Review cannot be requested from pull request author.");
        if (users.Any(u => u is null || !RepositoryRoutes.IsCollaborator(repository, u)) || teams.Contains(null))
            throw GitHubErrors.Unprocessable($"Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the {repository.FullName} repository.");
        pull.RequestedReviewers.AddRange(users.OfType<GitUser>().Where(u => !pull.RequestedReviewers.Contains(u)));
        pull.RequestedTeams.AddRange(teams.OfType<GitTeam>().Where(t => !pull.RequestedTeams.Contains(t)));
        pull.Touch();
        return Reply.Created(PullDocument.Short(call, pull));
    }

    private static async Task<IResult> WithdrawAsync(GitHubCall call)
    {
        var repository = call.Repository(RepositoryPermission.Write);
        var pull = call.PullRequest(repository);
        var body = await call.BodyAsync();
        foreach (var login in body.Strings("reviewers")) pull.RequestedReviewers.RemoveAll(u => u.Login.Equals(login, StringComparison.OrdinalIgnoreCase));
        foreach (var slug in body.Strings("team_reviewers")) pull.RequestedTeams.RemoveAll(t => t.Slug.Equals(slug, StringComparison.OrdinalIgnoreCase));
        return Reply.Json(PullDocument.Short(call, pull));
    }

    private static async Task<IResult> AddCommentAsync(GitHubCall call)
    {
        var pull = call.PullRequest(call.Repository());
        call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
        var comment = new IssueComment(call.Host.Accounts.NextId(), call.Author, call.Now) { Body = CommentBody(await call.BodyAsync()) };
        pull.Comments.Add(comment);
        pull.Touch();
        return Reply.Created(CommentDocument(call, comment));
    }

    private static string CommentBody(JsonObject body) => body.Text("body") is { Length: > 0 } text ? text : throw GitHubErrors.Validation("IssueComment", "body", "missing_field", "body cannot be blank");

    private static (GitHubPullRequest Pull, IssueComment Comment) FindComment(GitHubCall call, bool change)
    {
        var repository = call.Repository();
        var id = call.Number("id");
        foreach (var pull in repository.PullRequests)
        {
            if (pull.Comments.FirstOrDefault(c => c.Id == id) is not { } comment) continue;
            if (change) call.RequireScope(GitToken.GitHubRepositories, pipelines: true);
            if (change && comment.User != call.Author && repository.PermissionOf(call.User) < RepositoryPermission.Write) throw ApiException.Forbidden("Must have write access to the repository.");
            return (pull, comment);
        }

        throw GitHubErrors.NotFound();
    }

    private static JsonObject Document(GitHubCall call, GitHubPullRequest pull, Review review) => new()
    {
        ["id"] = review.Id,
        ["node_id"] = GitHubDocuments.NodeId("PullRequestReview", review.Id),
        ["user"] = GitHubDocuments.Account(call, review.User),
        ["body"] = review.Body,
        ["state"] = review.State,
        ["html_url"] = $"{call.Origin}/git/{pull.GitHubRepository.FullName}/pull/{pull.Number}#pullrequestreview-{review.Id}",
        ["pull_request_url"] = $"{call.Api}/repos/{pull.GitHubRepository.FullName}/pulls/{pull.Number}",
        ["author_association"] = PullDocument.Association(pull.GitHubRepository, review.User),
        ["submitted_at"] = review.SubmittedAt?.ToSeconds(),
        ["commit_id"] = review.Commit,
    };

    private static JsonObject CommentDocument(GitHubCall call, IssueComment comment)
    {
        var repository = call.Repository();
        var pull = repository.PullRequests.FirstOrDefault(p => p.Comments.Contains(comment));
        return new()
        {
            ["id"] = comment.Id,
            ["node_id"] = GitHubDocuments.NodeId("IssueComment", comment.Id),
            ["url"] = $"{call.Api}/repos/{repository.FullName}/issues/comments/{comment.Id}",
            ["html_url"] = $"{call.Origin}/git/{repository.FullName}/pull/{pull?.Number}#issuecomment-{comment.Id}",
            ["issue_url"] = $"{call.Api}/repos/{repository.FullName}/issues/{pull?.Number}",
            ["body"] = comment.Body,
            ["user"] = GitHubDocuments.Account(call, comment.User),
            ["created_at"] = comment.CreatedAt.ToSeconds(),
            ["updated_at"] = comment.UpdatedAt.ToSeconds(),
            ["author_association"] = PullDocument.Association(repository, comment.User),
        };
    }
}
