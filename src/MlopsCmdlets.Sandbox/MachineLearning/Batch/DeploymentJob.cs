using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>One run of a batch deployment. Its outcome is known from the start, but shows only after it was looked at as often as the settings say.</summary>
internal sealed class DeploymentJob(Deployment deployment, JsonObject scoring, JsonObject hardware, JobOutcome outcome, int pollsPerStep)
{
    private readonly Lock _gate = new();
    private int _looks;

    public string Id { get; } = Ids.New();

    public required long Sequence { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required string OwnerId { get; init; }

    public Deployment Deployment => deployment;

    public Container Container => deployment.Container;

    /// <summary>The caller's <c>scoring</c>.</summary>
    public JsonObject Scoring => scoring;

    public JsonObject Hardware => hardware;

    public JobOutcome Outcome => outcome;

    /// <summary>The platform job and its run, which appear once the job has left the queue.</summary>
    public string PlatformJobId { get; } = Ids.New();

    public string PlatformRunId { get; } = Ids.New();

    public JobState State { get; private set; }

    public DateTimeOffset? RunningAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool HasEnded => State is JobState.Completed or JobState.Failed or JobState.Canceled;

    /// <summary>Counts one look and moves on. <paramref name="complete"/> runs once, when the job completes.</summary>
    public void Look(DateTimeOffset now, Action<DeploymentJob> complete)
    {
        lock (_gate)
        {
            if (HasEnded) return;
            var steps = _looks++;
            if (steps >= pollsPerStep && State == JobState.Queued) (State, RunningAt) = (JobState.Running, now);
            if (steps < 2 * pollsPerStep) return;
            (State, EndedAt) = (outcome.Failure is null ? JobState.Completed : JobState.Failed, now);
            if (State == JobState.Completed) complete(this);
        }
    }

    /// <summary>Ends a job that has not ended yet; nothing of it shows then.</summary>
    public void Cancel(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!HasEnded) (State, EndedAt) = (JobState.Canceled, now);
        }
    }
}
