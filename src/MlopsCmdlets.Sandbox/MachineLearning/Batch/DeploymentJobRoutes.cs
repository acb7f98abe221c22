using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>Start, list, read, cancel and remove jobs of batch deployments.</summary>
internal sealed class DeploymentJobRoutes
{
    private readonly ConcurrentDictionary<string, DeploymentJob> _jobs = new(StringComparer.Ordinal);
    private readonly DeploymentRegistry _deployments;
    private readonly JobRunner _runner;
    private readonly SpecificationDirectory _specifications;

    public DeploymentJobRoutes(World world, DeploymentRegistry deployments, JobRunner runner, SpecificationDirectory specifications)
    {
        (_deployments, _runner, _specifications) = (deployments, runner, specifications);
        world.Containers.OnDeleted(container =>
        {
            foreach (var job in _jobs.Values.Where(j => j.Container.Id == container.Id)) _jobs.TryRemove(job.Id, out _);
        });
    }

    public void Map(RouteTable routes)
    {
        routes.Post("/ml/v4/deployment_jobs", CreateAsync);
        routes.Get("/ml/v4/deployment_jobs", List);
        routes.Get("/ml/v4/deployment_jobs/{id}", Get);
        routes.Delete("/ml/v4/deployment_jobs/{id}", Delete);
    }

    private async Task<IResult> CreateAsync(ApiCall call)
    {
        call.ApiVersion();
        var body = await call.GuardedBodyAsync();
        var container = call.Container(body, ContainerRole.Editor);
        var deployment = _deployments.Require(container, body.Text("deployment", "id") ?? throw ApiException.BadRequest("The field 'deployment' with an 'id' is required.", "missing_field", "deployment"));
        if (deployment.Kind != DeploymentKind.Batch) throw ApiException.BadRequest($"The deployment '{deployment.Id}' is not a batch deployment.", "invalid_deployment_type", "deployment");

        var scoring = body.Object("scoring") ?? throw ApiException.BadRequest("The field 'scoring' is required.", "missing_field", "scoring");
        if (scoring["input_data"] is not null && scoring["input_data_references"] is not null)
            throw ApiException.BadRequest("Only one of the fields scoring.input_data and scoring.input_data_references may be given.", "invalid_field", "scoring");
        if (deployment.DeployedType != "py_script" && scoring["input_data"] is null && scoring["input_data_references"] is null)
            throw ApiException.BadRequest("One of the fields scoring.input_data and scoring.input_data_references is required.", "missing_field", "scoring");

        var hardware = body["hardware_spec"] is null ? deployment.Properties.Hardware.Copy() : _specifications.RequireHardware(body["hardware_spec"], container);
        var outcome = await _runner.RunAsync(deployment, scoring, call.Aborted);
        var job = new DeploymentJob(deployment, scoring.Copy(), hardware, outcome, call.World.Settings.PollsPerStep)
        {
            Sequence = call.World.NextSequence(),
            Name = body.Text("name") ?? "",
            Description = body.Text("description") ?? "",
            Tags = [.. body.Strings("tags")],
            CreatedAt = call.World.Now,
            OwnerId = call.Caller.Uid,
        };
        _jobs[job.Id] = job;
        return Reply.Accepted(DeploymentJobDocument.Of(job, call));
    }

    private IResult List(ApiCall call)
    {
        var container = call.Scope(ContainerRole.Viewer);
        var jobs = _jobs.Values.Where(j => j.Container.Id == container.Id).OrderBy(j => j.Sequence).ToList();
        foreach (var job in jobs) job.Look(call.World.Now, _runner.Publish);
        IEnumerable<DeploymentJob> some = jobs;
        if (call.Query("deployment_id") is { } deployment) some = some.Where(j => j.Deployment.Id == deployment);
        if (call.Query("state") is { } state) some = some.Where(j => j.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase));
        if (call.Query("tag.value") is { } tag) some = some.Where(j => j.Tags.Contains(tag));
        return Reply.Json(Paging.List(call, [.. some], j => j.Sequence, j => DeploymentJobDocument.Of(j, call)));
    }

    private IResult Get(ApiCall call)
    {
        var job = Require(call, ContainerRole.Viewer);
        job.Look(call.World.Now, _runner.Publish);
        return Reply.Json(DeploymentJobDocument.Of(job, call));
    }

    private IResult Delete(ApiCall call)
    {
        var job = Require(call, ContainerRole.Editor);
        if (call.QueryFlag("hard_delete")) _jobs.TryRemove(job.Id, out _);
        else job.Cancel(call.World.Now);
        return Reply.Empty();
    }

    private DeploymentJob Require(ApiCall call, ContainerRole role)
    {
        var container = call.Scope(role);
        return _jobs.TryGetValue(call.Route("id"), out var job) && job.Container.Id == container.Id
            ? job
            : throw ApiException.NotFound($"The deployment job '{call.Route("id")}' does not exist.", "deployment_job_not_found");
    }
}
