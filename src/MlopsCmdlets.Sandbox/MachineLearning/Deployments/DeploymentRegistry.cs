using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>All deployments of the cluster. Serving names are unique in the whole cluster.</summary>
internal sealed class DeploymentRegistry
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Deployment> _all = new(StringComparer.Ordinal);

    public DeploymentRegistry(World world)
    {
        world.Assets.AddDeletionCheck(asset => Users(d => d.Asset.Id == asset.Id) is { Length: > 0 } names
            ? $"The asset '{asset.Name}' ({asset.Id}) cannot be deleted while deployments use it: {names}."
            : null);
        world.Containers.AddDeletionCheck(container => Users(d => d.Container.Id == container.Id) is { Length: > 0 } names
            ? $"The {container.ScopeName[..^3]} '{container.Name}' cannot be deleted while it has deployments: {names}."
            : null);
        world.Containers.OnDeleted(container =>
        {
            foreach (var deployment in In(container)) _all.TryRemove(deployment.Id, out _);
        });
    }

    /// <summary>The deployments of a container, oldest first.</summary>
    public IReadOnlyList<Deployment> In(Container container) => [.. _all.Values.Where(d => d.Container.Id == container.Id).OrderBy(d => d.Sequence)];

    /// <exception cref="ApiException">409: the serving name is taken.</exception>
    public void Add(Deployment deployment)
    {
        lock (_gate)
        {
            RequireFree(deployment.ServingName, deployment.Id);
            _all[deployment.Id] = deployment;
        }
    }

    /// <summary>Changes a deployment, if its new serving name is free.</summary>
    /// <exception cref="ApiException">409: the serving name is taken.</exception>
    public void Change(Deployment deployment, Func<DeploymentProperties, DeploymentProperties> change, DateTimeOffset now)
    {
        lock (_gate)
        {
            deployment.Change(
                present =>
                {
                    var changed = change(present);
                    RequireFree(changed.ServingName, deployment.Id);
                    return changed;
                },
                now);
        }
    }

    public bool TryGetServing(string servingName, [NotNullWhen(true)] out Deployment? deployment)
    {
        deployment = _all.Values.FirstOrDefault(d => d.ServingName == servingName);
        return deployment is not null;
    }

    /// <exception cref="ApiException">404: no such deployment in the container.</exception>
    public Deployment Require(Container container, string id) =>
        _all.TryGetValue(id, out var deployment) && deployment.Container.Id == container.Id ? deployment : throw Missing(id);

    /// <summary>By id or serving name, in any container.</summary>
    /// <exception cref="ApiException">404: no such deployment.</exception>
    public Deployment Resolve(string idOrServingName) =>
        _all.TryGetValue(idOrServingName, out var deployment) || TryGetServing(idOrServingName, out deployment) ? deployment : throw Missing(idOrServingName);

    public void Remove(Deployment deployment) => _all.TryRemove(deployment.Id, out _);

    private static ApiException Missing(string id) => ApiException.NotFound($"The deployment '{id}' does not exist.", "deployment_not_found");

    private string Users(Func<Deployment, bool> which) => string.Join(", ", _all.Values.Where(which).OrderBy(d => d.Sequence).Select(d => $"'{d.Properties.Name}' ({d.Id})"));

    private void RequireFree(string? servingName, string id)
    {
        if (servingName is not null && TryGetServing(servingName, out var other) && other.Id != id) throw Taken(servingName);
    }

    /// <summary>The error for a serving name that another deployment has.</summary>
    public static ApiException Taken(string servingName) =>
        new(409, "serving_name_conflict", $"The serving name '{servingName}' is already in use. Choose another one.") { Target = "serving_name" };
}
