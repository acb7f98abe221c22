using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>The documents of Azure DevOps, with its field names.</summary>
internal static class AzureDocuments
{
    public static JsonObject Identity(AzureCall call, GitUser user) => new()
    {
        ["displayName"] = user.Name,
        ["url"] = $"{call.Root}/_apis/Identities/{user.Guid}",
        ["id"] = user.Guid,
        ["uniqueName"] = user.Email,
        ["imageUrl"] = $"{call.Root}/_api/_common/identityImage?id={user.Guid}",
        ["descriptor"] = Subject(user),
    };

    /// <summary>The subject descriptor of the graph API.</summary>
    public static string Subject(GitUser user) => "aad." + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(user.Guid)).TrimEnd('=');

    public static JsonObject Project(AzureCall call, AzureProject project) => new()
    {
        ["id"] = project.Id,
        ["name"] = project.Name,
        ["url"] = $"{call.Root}/_apis/projects/{project.Id}",
        ["state"] = "wellFormed",
        ["revision"] = 11,
        ["visibility"] = "private",
        ["lastUpdateTime"] = "2026-01-01T00:00:00Z",
    };

    public static JsonObject Repository(AzureCall call, AzureRepository repository, bool full = true)
    {
        var document = new JsonObject
        {
            ["id"] = repository.Guid,
            ["name"] = repository.Name,
            ["url"] = Url(call, repository),
            ["project"] = Project(call, repository.Project),
        };
        if (!full) return document;
        if (!repository.IsCopying) document["defaultBranch"] = GitRef.Heads + repository.DefaultBranch;
        document["size"] = repository.IsCopying ? 0 : 131072;
        document["remoteUrl"] = call.Origin + repository.ClonePath;
        document["sshUrl"] = $"git@ssh.{new Uri(call.Origin).Host}:v3/{repository.FullName}";
        document["webUrl"] = call.Origin + repository.ClonePath;
        document["isDisabled"] = false;
        document["isInMaintenance"] = false;
        if (repository.Parent is AzureRepository parent)
        {
            document["isFork"] = true;
            document["parentRepository"] = Repository(call, parent, full: false);
        }

        return document;
    }

    public static string Url(AzureCall call, AzureRepository repository) => $"{call.Root}/{repository.Project.Id}/_apis/git/repositories/{repository.Guid}";

    public static JsonObject Ref(AzureCall call, AzureRepository repository, GitRef reference, bool peel)
    {
        var creator = repository.Creators.GetValueOrDefault(reference.ShortName) ?? call.Host.Accounts.Administrator;
        var document = new JsonObject
        {
            ["name"] = reference.Name,
            ["objectId"] = reference.Sha,
            ["creator"] = Identity(call, creator),
            ["url"] = $"{Url(call, repository)}/refs?filter={Uri.EscapeDataString(reference.Name["refs/".Length..])}",
        };
        if (peel && reference.Peeled is not null) document["peeledObjectId"] = reference.Peeled;
        return document;
    }

    public static JsonObject CommitRef(AzureCall call, AzureRepository repository, string sha) => new() { ["commitId"] = sha, ["url"] = $"{Url(call, repository)}/commits/{sha}" };

    public static JsonObject Commit(AzureCall call, AzureRepository repository, GitCommit commit) => new()
    {
        ["commitId"] = commit.Sha,
        ["treeId"] = commit.Tree,
        ["author"] = Signature(commit.Author),
        ["committer"] = Signature(commit.Committer),
        ["comment"] = commit.Message,
        ["parents"] = commit.Parents.ToJsonArray(),
        ["url"] = $"{Url(call, repository)}/commits/{commit.Sha}",
        ["remoteUrl"] = $"{call.Origin}{repository.ClonePath}/commit/{commit.Sha}",
    };

    public static JsonObject Signature(GitSignature signature) => new() { ["name"] = signature.Name, ["email"] = signature.Email, ["date"] = signature.When.ToSeconds() };

    public static JsonObject Status(AzureCall call, AzureStatus status)
    {
        var document = new JsonObject
        {
            ["id"] = status.Id,
            ["state"] = status.State,
            ["description"] = status.Description,
            ["context"] = new JsonObject { ["name"] = status.Name, ["genre"] = status.Genre },
            ["creationDate"] = status.CreatedAt.ToMilliseconds(),
            ["updatedDate"] = status.CreatedAt.ToMilliseconds(),
            ["createdBy"] = Identity(call, status.Creator),
            ["targetUrl"] = status.TargetUrl,
        };
        if (status.Iteration is { } iteration) document["iterationId"] = iteration;
        return document;
    }

    public static JsonObject Reviewer(AzureCall call, AzurePullRequest pull, AzureVote vote)
    {
        var document = Identity(call, vote.User);
        document["reviewerUrl"] = $"{Url(call, pull)}/reviewers/{vote.User.Guid}";
        document["vote"] = vote.Vote;
        document["hasDeclined"] = false;
        document["isFlagged"] = false;
        if (vote.IsRequired) document["isRequired"] = true;
        return document;
    }

    public static string Url(AzureCall call, AzurePullRequest pull) => string.Create(CultureInfo.InvariantCulture, $"{Url(call, pull.AzureRepository)}/pullRequests/{pull.Number}");

    public static JsonObject PullRequest(AzureCall call, AzurePullRequest pull)
    {
        var repository = pull.AzureRepository;
        var document = new JsonObject
        {
            ["repository"] = Repository(call, repository, full: false),
            ["pullRequestId"] = pull.Number,
            ["codeReviewId"] = pull.Number,
            ["status"] = pull.State switch { PullRequestState.Open => "active", PullRequestState.Merged => "completed", _ => "abandoned" },
            ["createdBy"] = Identity(call, pull.Author),
            ["creationDate"] = pull.CreatedAt.ToMilliseconds(),
            ["title"] = pull.Title,
            ["description"] = pull.Body,
            ["sourceRefName"] = GitRef.Heads + pull.HeadBranch,
            ["targetRefName"] = GitRef.Heads + pull.BaseBranch,
            ["mergeStatus"] = pull.MergeStatus,
            ["isDraft"] = pull.IsDraft,
            ["mergeId"] = pull.MergeId,
            ["lastMergeSourceCommit"] = CommitRef(call, repository, pull.HeadSha),
            ["lastMergeTargetCommit"] = CommitRef(call, repository, pull.BaseSha),
            ["reviewers"] = pull.Votes.Select(v => (JsonNode)Reviewer(call, pull, v)).ToJsonArray(),
            ["url"] = Url(call, pull),
            ["supportsIterations"] = true,
            ["artifactId"] = string.Create(CultureInfo.InvariantCulture, $"vstfs:///Git/PullRequestId/{repository.Project.Id}%2F{repository.Guid}%2F{pull.Number}"),
        };
        if ((pull.MergeSha ?? pull.TestMergeSha) is { } merge) document["lastMergeCommit"] = CommitRef(call, repository, merge);
        if (pull.MergeFailure is { } failure) document["mergeFailureMessage"] = failure;
        if (pull.ClosedAt is { } closed) document["closedDate"] = closed.ToMilliseconds();
        if (pull.ClosedBy is { } user) document["closedBy"] = Identity(call, user);
        if (pull.AutoCompleteBy is { } auto) document["autoCompleteSetBy"] = Identity(call, auto);
        if (pull.CompletionOptions.Count > 0) document["completionOptions"] = pull.CompletionOptions.DeepClone();
        if (pull.HeadRepository != pull.Repository) document["forkSource"] = new JsonObject { ["name"] = GitRef.Heads + pull.HeadBranch, ["repository"] = Repository(call, (AzureRepository)pull.HeadRepository, full: false) };
        return document;
    }
}
