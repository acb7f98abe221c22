using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>How a deployment job is shown.</summary>
internal static class DeploymentJobDocument
{
    /// <summary>API dates from here on list <c>platform_jobs</c>. The true date is not public; IBM's clients of 2021 and of 2024 lie on either side.</summary>
    private static readonly DateOnly PlatformJobsSince = new(2023, 1, 1);

    /// <param name="job">The job.</param>
    /// <param name="call">Gives the API date, and <c>include</c>, which limits what <c>scoring</c> holds.</param>
    public static JsonObject Of(DeploymentJob job, ApiCall call)
    {
        var metadata = new JsonObject
        {
            ["created_at"] = job.CreatedAt.ToMilliseconds(),
            ["id"] = job.Id,
            ["modified_at"] = (job.EndedAt ?? job.RunningAt ?? job.CreatedAt).ToMilliseconds(),
            ["name"] = job.Name,
            ["owner"] = job.OwnerId,
            [job.Container.ScopeName] = job.Container.Id,
        };
        if (job.Description.Length > 0) metadata["description"] = job.Description;
        if (job.Tags.Count > 0) metadata["tags"] = job.Tags.ToJsonArray();

        var entity = new JsonObject
        {
            ["deployment"] = new JsonObject { ["id"] = job.Deployment.Id },
            ["hardware_spec"] = job.Hardware.Copy(),
            ["scoring"] = Scoring(job, call),
        };
        if (job.State is not JobState.Queued)
        {
            var platform = new JsonObject { ["job_id"] = job.PlatformJobId, ["run_id"] = job.PlatformRunId };
            if (call.Release.PlatformJobsArray || call.ApiVersion() >= PlatformJobsSince) entity["platform_jobs"] = new JsonArray(platform);
            else entity["platform_job"] = platform;
        }

        return new JsonObject { ["entity"] = entity, ["metadata"] = metadata };
    }

    private static JsonObject Scoring(DeploymentJob job, ApiCall call)
    {
        var scoring = job.Scoring.Copy();
        if (job.State == JobState.Completed && job.Outcome.Predictions is { } predictions) scoring["predictions"] = predictions.DeepClone();

        var status = new JsonObject { ["state"] = job.State.ToString().ToLowerInvariant() };
        if (job.RunningAt is { } running) status["running_at"] = running.ToMilliseconds();
        if (job.EndedAt is { } ended) status["completed_at"] = ended.ToMilliseconds();
        if (job.State == JobState.Failed && job.Outcome.Failure is { } failure)
        {
            status["message"] = new JsonObject { ["text"] = failure.Message, ["level"] = "error" };
            status["failure"] = ErrorWriter.Errors(failure, call.Trace);
        }

        scoring["status"] = status;
        if (call.Query("include") is not { } include) return scoring;
        var wanted = include.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in scoring.Select(p => p.Key).Except(wanted, StringComparer.Ordinal).ToList()) scoring.Remove(name);
        return scoring;
    }
}
