using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A pull request as Azure Repos keeps it. It is completed in the background: asked for, then done or refused when it is looked at again.</summary>
internal sealed class AzurePullRequest(AzureRepository repository, long number, GitUser author) : PullRequest(repository, number, author)
{
    private PolledState? _completing;
    private GitUser? _completer;
    private string? _refusal;

    public AzureRepository AzureRepository => repository;

    public List<AzureVote> Votes { get; } = [];

    public List<AzureThread> Threads { get; } = [];

    public List<AzureStatus> Statuses { get; } = [];

    /// <summary>The heads that it has had, in order.</summary>
    public List<(string Sha, DateTimeOffset At, GitUser? By)> Iterations { get; } = [];

    public GitUser? ClosedBy { get; private set; }

    public GitUser? AutoCompleteBy { get; set; }

    public JsonObject CompletionOptions { get; set; } = [];

    public string MergeId { get; } = Ids.New();

    /// <summary>Azure's <c>mergeStatus</c>.</summary>
    public string MergeStatus { get; private set; } = "queued";

    public string? MergeFailure { get; private set; }

    /// <summary>One look at it: what was asked for before goes on.</summary>
    public async Task LookAsync()
    {
        if (State != PullRequestState.Open) return;
        if (_completing is { } completing)
        {
            if (!completing.Done) completing.Poll();
            if (completing.Done) await FinishAsync();
            return;
        }

        MergeStatus = await LookIfMergeableAsync() switch { null => "queued", true => _refusal ?? "succeeded", false => "conflicts" };
        if (AutoCompleteBy is { } user && MergeStatus == "succeeded" && PolicyCheck.Failures(this).Count == 0) Complete(user);
    }

    public void Complete(GitUser user)
    {
        _completer = user;
        _refusal = null;
        MergeFailure = null;
        MergeStatus = "queued";
        _completing = new PolledState(Host.World.Settings.PollsPerStep);
    }

    public void Abandon(GitUser user)
    {
        ClosedBy = user;
        Close();
    }

    public void SetVote(GitUser user, int vote, bool? required = null)
    {
        var at = Votes.FindIndex(v => v.User == user);
        var next = new AzureVote(user, vote, required ?? (at >= 0 && Votes[at].IsRequired));
        if (at >= 0) Votes[at] = next;
        else Votes.Add(next);
        Touch();
    }

    /// <summary>Notes a vote in the discussions, as the host does when one changes.</summary>
    public void NoteVote(GitUser user, int vote)
    {
        var now = Host.World.Now;
        var thread = new AzureThread(Threads.Count + 1, now)
        {
            Voter = user,
            Properties = new JsonObject
            {
                ["CodeReviewThreadType"] = Property("VoteUpdate"),
                ["CodeReviewVoteResult"] = Property(vote.ToString(CultureInfo.InvariantCulture)),
                ["CodeReviewVotedByInitiatorIdentity"] = Property("1"),
                ["CodeReviewVotedByIdentity"] = Property("1"),
            },
        };
        thread.Comments.Add(new AzureComment(1, user, now) { Content = string.Create(CultureInfo.InvariantCulture, $"{user.Name} voted {vote}"), UpdatedAt = now, IsOfHost = true });
        Threads.Add(thread);

        static JsonObject Property(string value) => new() { ["$type"] = "System.String", ["$value"] = value };
    }

    public void AddIteration(GitUser? by) => Iterations.Add((HeadSha, Host.World.Now, by));

    protected override Task OnHeadMovedAsync(GitUser? pusher)
    {
        AddIteration(pusher);
        _completing = null;
        _refusal = null;
        MergeStatus = "queued";
        var reset = repository.PoliciesFor(BaseBranch).Any(p => p.TypeId == AzurePolicy.MinimumReviewers && p.Settings.Flag("resetOnSourcePush") == true);
        if (reset)
        {
            for (var i = 0; i < Votes.Count; i++) Votes[i] = Votes[i] with { Vote = 0 };
        }

        return Task.CompletedTask;
    }

    protected override Task OnBranchGoneAsync()
    {
        MergeStatus = "failure";
        MergeFailure = "The source or the target branch no longer exists.";
        return Task.CompletedTask;
    }

    private async Task FinishAsync()
    {
        _completing = null;
        if (!await IsMergeableAsync())
        {
            MergeStatus = "conflicts";
            return;
        }

        var bypass = CompletionOptions.Flag("bypassPolicy") == true && repository.May(_completer!, AccessControl.PullRequestBypassPolicy, BaseBranch);
        var failures = bypass ? [] : PolicyCheck.Failures(this);
        if (failures.Count > 0)
        {
            MergeStatus = _refusal = "rejectedByPolicy";
            MergeFailure = string.Join(" ", failures);
            return;
        }

        var method = CompletionOptions.Text("mergeStrategy") switch
        {
            "squash" => MergeMethod.Squash,
            "rebase" => MergeMethod.Rebase,
            "rebaseMerge" => MergeMethod.RebaseMerge,
            null when CompletionOptions.Flag("squashMerge") == true => MergeMethod.Squash,
            _ => MergeMethod.Merge,
        };
        var (head, branch) = (HeadSha, HeadBranch);
        if (await MergeAsync(method, CompletionOptions.Text("mergeCommitMessage") ?? $"Merged PR {Number}: {Title}", _completer!) is null)
        {
            MergeStatus = "conflicts";
            return;
        }

        MergeStatus = "succeeded";
        ClosedBy = _completer;
        if (CompletionOptions.Flag("deleteSourceBranch") == true && !((AzureRepository)HeadRepository).PoliciesFor(branch).Any(p => p.IsBlocking))
        {
            await (await HeadRepository.OpenAsync()).DeleteRefAsync(GitRef.Heads + branch, head);
            await HeadRepository.OnRefChangedAsync(new RefUpdate(GitRef.Heads + branch, head, GitRef.None), _completer!);
        }
    }
}
