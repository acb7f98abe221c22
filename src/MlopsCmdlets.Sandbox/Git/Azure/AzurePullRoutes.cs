using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Pull requests: list, open, change, complete; their reviewers, statuses, iterations and commits.</summary>
internal sealed class AzurePullRoutes : AzurePart
{
    private const int MostPerPage = 100;
    private const int LongestDescription = 4000;

    private static readonly int[] Votes = [10, 5, 0, -5, -10];

    protected override void Map()
    {
        foreach (var prefix in new[] { OfOrganization, OfProject })
        {
            Get(prefix + "/git/pullrequests", call => ListAsync(call, call.State.Repositories.Where(r => r.Project.Organization == call.Organization && (call.ProjectOrNone() ?? r.Project) == r.Project && r.PermissionOf(call.User) >= RepositoryPermission.Read)));
            Get(prefix + "/git/pullrequests/{id}", GetAsync);
            var all = prefix + "/git/repositories/{repository}/pullrequests";
            var one = all + "/{id}";
            Get(all, call => ListAsync(call, [call.Repository()]));
            Post(all, CreateAsync);
            Get(one, GetAsync);
            Patch(one, ChangeAsync);
            Get(one + "/reviewers", call => AzureCall.List(call.PullRequest().Votes.Select(v => (JsonNode)AzureDocuments.Reviewer(call, call.PullRequest(), v))));
            Get(one + "/reviewers/{reviewer}", call =>
            {
                var pull = call.PullRequest();
                return Reply.Json(AzureDocuments.Reviewer(call, pull, pull.Votes.FirstOrDefault(v => v.User == Reviewer(call)) ?? throw ReviewerNotFound()));
            });
            Put(one + "/reviewers/{reviewer}", VoteAsync);
            Delete(one + "/reviewers/{reviewer}", call =>
            {
                var pull = call.PullRequest("vso.code_write");
                pull.Votes.RemoveAll(v => v.User == Reviewer(call));
                return Reply.Empty();
            });
            Get(one + "/statuses", call => AzureCall.List(call.PullRequest().Statuses.Select(s => (JsonNode)AzureDocuments.Status(call, s))));
            Post(one + "/statuses", AddStatusAsync);
            Get(one + "/iterations", call =>
            {
                var pull = call.PullRequest();
                return AzureCall.List(pull.Iterations.Select((it, i) => (JsonNode)new JsonObject
                {
                    ["id"] = i + 1,
                    ["author"] = AzureDocuments.Identity(call, it.By ?? pull.Author),
                    ["createdDate"] = it.At.ToMilliseconds(),
                    ["sourceRefCommit"] = new JsonObject { ["commitId"] = it.Sha },
                    ["targetRefCommit"] = new JsonObject { ["commitId"] = pull.BaseSha },
                    ["reason"] = i == 0 ? "create" : "push",
                }));
            });
            Get(one + "/commits", async call =>
            {
                var pull = call.PullRequest();
                var storage = await pull.Repository.OpenAsync();
                return AzureCall.List((await storage.LogAsync(250, $"{pull.MergeBase ?? pull.BaseSha}..{pull.HeadSha}")).Select(c => (JsonNode)AzureDocuments.Commit(call, pull.AzureRepository, c)));
            });
        }
    }

    private static ApiException ReviewerNotFound() => new(404, "GitPullRequestReviewerNotFoundException", "TF401182: The reviewer was not found.");

    private static GitUser Reviewer(AzureCall call) =>
        call.Organization.Members.FirstOrDefault(m => m.Guid.Equals(call.Route("reviewer"), StringComparison.OrdinalIgnoreCase)) ?? throw new ApiException(404, "IdentityNotFoundException", $"TF14045: The identity with TeamFoundationId {call.Route("reviewer")} could not be found.");

    private static Task<IResult> ListAsync(AzureCall call, IEnumerable<AzureRepository> repositories)
    {
        call.RequireScope("vso.code");
        var (status, source, target) = (call.Query("searchCriteria.status") ?? "active", call.Query("searchCriteria.sourceRefName"), call.Query("searchCriteria.targetRefName"));
        var (creator, reviewer) = (call.Query("searchCriteria.creatorId"), call.Query("searchCriteria.reviewerId"));
        var found = repositories.SelectMany(r => r.PullRequests).Where(p =>
            status.ToLowerInvariant() switch { "all" => true, "completed" => p.State == PullRequestState.Merged, "abandoned" => p.State == PullRequestState.Closed, _ => p.State == PullRequestState.Open }
            && (source is null || source == GitRef.Heads + p.HeadBranch)
            && (target is null || target == GitRef.Heads + p.BaseBranch)
            && (creator is null || creator.Equals(p.Author.Guid, StringComparison.OrdinalIgnoreCase))
            && (reviewer is null || p.Votes.Any(v => reviewer.Equals(v.User.Guid, StringComparison.OrdinalIgnoreCase))));
        var skip = int.TryParse(call.Query("$skip"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var top = int.TryParse(call.Query("$top"), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : MostPerPage;
        return Task.FromResult(AzureCall.List(found.OrderByDescending(p => p.Number).Skip(skip).Take(top).Select(p => (JsonNode)AzureDocuments.PullRequest(call, p))));
    }

    private static async Task<IResult> GetAsync(AzureCall call)
    {
        var pull = call.PullRequest();
        await pull.LookAsync();
        return Reply.Json(AzureDocuments.PullRequest(call, pull));
    }

    private static async Task<IResult> CreateAsync(AzureCall call)
    {
        var repository = call.Repository("vso.code_write");
        call.RequirePermission(repository, AccessControl.PullRequestContribute, "PullRequestContribute");
        var body = await call.BodyAsync();
        var (source, target) = (Branch(body, "sourceRefName"), Branch(body, "targetRefName"));
        if (body.Text("title") is not { Length: > 0 } title) throw AzureErrors.Argument("title");
        if (body.Text("description") is { Length: > LongestDescription }) throw AzureErrors.Argument("description");
        var head = body.Text("forkSource", "repository", "id") is { } fork ? call.State.ById(fork) ?? throw AzureErrors.RepositoryNotFound(fork) : repository;
        if (head.PermissionOf(call.User) < RepositoryPermission.Read) throw AzureErrors.RepositoryNotFound(head.Guid);
        if (head == repository && source == target) throw new ApiException(400, "InvalidArgumentValueException", "TF401397: The source and target branches of a pull request must differ.");
        if (await (await head.OpenAsync()).BranchAsync(source) is null || await (await repository.OpenAsync()).BranchAsync(target) is null)
            throw new ApiException(400, "GitPullRequestCannotBeActivated", "TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists, or the requested source and/or target branch do not exist.");
        if (repository.PullRequests.Any(p => p.State == PullRequestState.Open && p.HeadRepository == head && p.HeadBranch == source && p.BaseBranch == target))
            throw new ApiException(409, "GitPullRequestExistsException", "TF401179: An active pull request for the source and target branch already exists.");

        var pull = new AzurePullRequest(repository, call.State.NextPullRequest(), call.User)
        {
            Title = title,
            Body = body.Text("description") ?? "",
            IsDraft = body.Flag("isDraft") ?? false,
            HeadRepository = head,
            HeadBranch = source,
            BaseBranch = target,
        };
        await pull.RefreshAsync(call.User);
        pull.AddIteration(call.User);
        foreach (var reviewer in body.Array("reviewers") ?? [])
        {
            var user = call.Organization.Members.FirstOrDefault(m => m.Guid.Equals(reviewer.Text("id"), StringComparison.OrdinalIgnoreCase)) ?? throw ReviewerNotFound();
            pull.SetVote(user, 0, reviewer.Flag("isRequired"));
        }

        repository.PullRequests.Add(pull);
        return Reply.Created(AzureDocuments.PullRequest(call, pull));
    }

    private static string Branch(JsonObject body, string field) =>
        body.Text(field) is { } name && name.StartsWith(GitRef.Heads, StringComparison.Ordinal) ? name[GitRef.Heads.Length..] : throw AzureErrors.Argument(field);

    private static async Task<IResult> ChangeAsync(AzureCall call)
    {
        var pull = call.PullRequest("vso.code_write");
        var repository = pull.AzureRepository;
        call.RequirePermission(repository, AccessControl.PullRequestContribute, "PullRequestContribute");
        var body = await call.BodyAsync();
        var status = body.Text("status");
        if (pull.State == PullRequestState.Merged || (pull.State == PullRequestState.Closed && status is not "active"))
            throw new ApiException(409, "GitPullRequestNotEditableException", "TF401181: The pull request cannot be edited due to its state.");
        pull.Title = body.Text("title") ?? pull.Title;
        pull.Body = body.Text("description") ?? pull.Body;
        pull.IsDraft = body.Flag("isDraft") ?? pull.IsDraft;
        if (body.Object("completionOptions") is { } options) pull.CompletionOptions = options.Copy();
        if (body.Object("autoCompleteSetBy") is { } auto) pull.AutoCompleteBy = auto.Text("id") == call.User.Guid ? call.User : null;
        if (body.Text("targetRefName") is not null)
        {
            pull.BaseBranch = Branch(body, "targetRefName");
            await pull.RefreshAsync(call.User);
        }

        switch (status)
        {
            case "completed":
                if (body.Text("lastMergeSourceCommit", "commitId") is not { } head) throw AzureErrors.Argument("lastMergeSourceCommit");
                if (head != pull.HeadSha) throw new ApiException(409, "GitPullRequestStaleException", "TF401192: The source branch has been modified since the last time the pull request was read. The last merge source commit is stale.");
                if (!repository.May(call.User, AccessControl.Contribute, pull.BaseBranch)) throw AzureErrors.NeedsPermission("GenericContribute");
                pull.Complete(call.User);
                break;
            case "abandoned":
                pull.Abandon(call.User);
                break;
            case "active" when pull.State == PullRequestState.Closed:
                await pull.ReopenAsync();
                break;
            case null or "active":
                break;
            default:
                throw AzureErrors.Argument("status");
        }

        pull.Touch();
        return Reply.Json(AzureDocuments.PullRequest(call, pull));
    }

    /// <summary>Everybody votes only for themselves; others can be added without a vote.</summary>
    private static async Task<IResult> VoteAsync(AzureCall call)
    {
        var pull = call.PullRequest("vso.code_write");
        call.RequirePermission(pull.AzureRepository, AccessControl.PullRequestContribute, "PullRequestContribute");
        if (pull.State != PullRequestState.Open) throw new ApiException(409, "GitPullRequestNotEditableException", "TF401181: The pull request cannot be edited due to its state.");
        var user = Reviewer(call);
        var body = await call.BodyAsync();
        var vote = (int)(body.Whole("vote") ?? 0);
        if (!Votes.Contains(vote)) throw AzureErrors.Argument("vote");
        if (vote != 0 && user != call.User) throw new ApiException(400, "GitPullRequestReviewerVoteException", "TF401190: A reviewer's vote can be changed only by that reviewer.");
        var before = pull.Votes.FirstOrDefault(v => v.User == user)?.Vote ?? 0;
        pull.SetVote(user, vote, body.Flag("isRequired"));
        if (vote != before) pull.NoteVote(user, vote);
        return Reply.Json(AzureDocuments.Reviewer(call, pull, pull.Votes.First(v => v.User == user)));
    }

    private static async Task<IResult> AddStatusAsync(AzureCall call)
    {
        var pull = call.PullRequest();
        call.RequireScope("vso.code_status");
        call.RequirePermission(pull.AzureRepository, AccessControl.PullRequestContribute, "PullRequestContribute");
        var body = await call.BodyAsync();
        var iteration = (int?)body.Whole("iterationId");
        if (iteration < 1 || iteration > pull.Iterations.Count) throw AzureErrors.Argument("iterationId");
        var status = AzureCommitRoutes.ReadStatus(call, body, pull.Statuses.Count + 1, null, iteration) with { HeadNumber = pull.Iterations.Count };
        pull.Statuses.Add(status);
        pull.Touch();
        return Reply.Json(AzureDocuments.Status(call, status));
    }
}
