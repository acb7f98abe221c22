using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Finds the deployment of a plan and decides what is done with it.</summary>
internal sealed class DeploymentPlanner(PlanLook look)
{
    private const string Temporary = "mlops-temporary";

    /// <summary>The deployment with that id or name; null when it is to be created.</summary>
    internal ServedModel? Find(PlanRequest request)
    {
        if (request.Deployment is not { } asked)
            return null;
        if (string.IsNullOrWhiteSpace(asked))
            throw new PlanNotPossibleException("The name of the deployment is empty.", "Give the name or the id of a deployment, or leave it out to copy only.");
        if (look.Deployments.FirstOrDefault(one => one.Id == asked) is { } byId)
            return byId;
        var named = look.Deployments.Where(one => one.Name == asked && !one.Tags.Contains(Temporary, StringComparer.Ordinal)).ToList();
        return named.Count > 1 ? throw new AmbiguousDeploymentException(look.Destination.Assets.Identity.ToString(), asked, named) : named.FirstOrDefault();
    }

    /// <param name="request">What was asked for.</param>
    /// <param name="found">The deployment as it is.</param>
    /// <param name="model">What is done with the model.</param>
    /// <param name="served">Content hash of what is served now.</param>
    internal PlannedDeployment? Plan(PlanRequest request, ServedModel? found, PlannedChange model, string? served)
    {
        if (request.Deployment is not { } name)
        {
            return request.ServingName is null && request.HardwareSpecification is null ? null
                : throw new PlanNotPossibleException("A serving name or hardware specification is given, but no deployment.", "Name the deployment with -Deployment.");
        }
        if (found is null)
        {
            if (request.ServingName is { } serving && look.Deployments.FirstOrDefault(one => one.ServingName == serving) is { } other)
                throw new PlanNotPossibleException($"The serving name '{serving}' belongs to deployment '{other.Name}' ({other.Id}).", "Give another serving name, or name that deployment with -Deployment.");
            return new PlannedDeployment(name, DeploymentAction.Create) { ServingName = request.ServingName, HardwareSpecification = request.HardwareSpecification };
        }
        if (!found.IsOnline)
            throw new PlanNotPossibleException($"Deployment '{found.Name}' ({found.Id}) is a batch deployment, which cannot be tried with a smoke score.", "Name an online deployment, or switch this one with Set-CpdDeployment.");
        if (request.ServingName is { } wanted && wanted != found.ServingName)
            throw new PlanNotPossibleException($"Deployment '{found.Name}' has the serving name '{found.ServingName}', and a promotion does not change it to '{wanted}'.", "Leave -ServingName out, or change it with Set-CpdDeployment first.");
        return new PlannedDeployment(found.Name, model.Action == ChangeAction.Unchanged && found.AssetId == model.DestinationId ? DeploymentAction.Unchanged : DeploymentAction.Switch)
        {
            Id = found.Id,
            ServingName = found.ServingName,
            CurrentAssetId = found.AssetId,
            CurrentSha256 = served,
        };
    }
}
