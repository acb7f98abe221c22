using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Makes plans by reading both sides, and checks them against what is there later. Reads only; nothing is kept between calls but hashes.</summary>
/// <param name="source">The environment that assets come from.</param>
/// <param name="destination">The environment that they go to; its map says what differs there.</param>
/// <param name="cache">Hashes known from earlier work in this session; null means none.</param>
/// <param name="time">The clock; null means the system's.</param>
/// <param name="toolVersion">Version of the module, for the plan.</param>
public sealed class PromotionPlanner(PromotionSide source, PromotionSide destination, HashCache? cache = null, TimeProvider? time = null, string toolVersion = "") : IPromotionPlanner
{
    private readonly HashCache _cache = cache ?? new HashCache();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="SameContainerException">Source and destination are one space.</exception>
    /// <exception cref="AssetNotFoundException">The source has no such model or asset, or only superseded ones.</exception>
    /// <exception cref="AmbiguousSelectionException">A name fits several assets of the source.</exception>
    /// <exception cref="AmbiguousDeploymentException">The deployment's name fits several.</exception>
    /// <exception cref="PlanNotPossibleException">What was asked for contradicts itself or what is there.</exception>
    public async Task<PromotionPlan> CreateAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Model))
            throw new PlanNotPossibleException("The name of the model is empty.", "Give the name or the id of a model of the source.");
        if (request.Lifetime <= TimeSpan.Zero)
            throw new PlanNotPossibleException("A plan that expires at once cannot be applied.", "Give a longer time.");
        if (request.Lifetime >= DateTimeOffset.MaxValue - _time.GetUtcNow().AddDays(1))
            throw new PlanNotPossibleException("There is no day on which a plan with such a lifetime would expire.", "Give a shorter time.");
        var look = await PlanLook.TakeAsync(source, destination, _cache, cancellationToken).ConfigureAwait(false);
        var deployments = new DeploymentPlanner(look);
        var deployment = deployments.Find(request);

        var needed = await new DependencyClosure(look).FollowAsync(Asked(look, request), cancellationToken).ConfigureAwait(false);
        var planner = new ChangePlanner(look, deployment?.AssetId);
        List<NeededAsset> travelling = [.. needed.Where(item => !HandWork.IsByHand(item.Asset))];
        var assets = ParallelWork.SelectAsync(
            travelling, PlanLook.ParallelReads, (item, token) => planner.PlanAsync(item, isModel: ReferenceEquals(item, needed[0]), token), cancellationToken);
        var specifications = new SpecificationNeeds(look).PlanAsync(travelling, cancellationToken);
        var served = ServedHashAsync(look, deployment?.AssetId, cancellationToken);
        PlannedChange[] changes = [.. await assets.ConfigureAwait(false), .. await specifications.ConfigureAwait(false)];

        var planned = deployments.Plan(request, deployment, changes[0], await served.ConfigureAwait(false));
        var now = _time.GetUtcNow();
        var plan = new PromotionPlan
        {
            Author = destination.Me,
            CreatedAt = now,
            ExpiresAt = now + request.Lifetime,
            ToolVersion = toolVersion,
            Source = Endpoint(source, PlanFingerprint.OfSource(changes)),
            Destination = Endpoint(destination, PlanFingerprint.OfDestination(changes, planned)),
            Production = destination.Environment.Production,
            RequiredApprovals = destination.Environment.RequiredApprovals,
            Changes = changes,
            Deployment = planned,
            Gates = [.. destination.Environment.Gates, .. request.Gates],
            ByHand = await new HandWork(look).ListAsync(needed, changes, cancellationToken).ConfigureAwait(false),
        };
        return plan with { Hash = PlanWriter.HashOf(plan) };
    }

    /// <inheritdoc/>
    public async Task<PlanState> CheckAsync(PromotionPlan plan, CancellationToken cancellationToken) =>
        await new PlanCheck(await PlanLook.TakeAsync(source, destination, _cache, cancellationToken).ConfigureAwait(false), plan).RunAsync(cancellationToken).ConfigureAwait(false);

    private static IReadOnlyList<AssetHeader> Asked(PlanLook look, PlanRequest request)
    {
        // Things are named as they are at the source, not as a map renames them.
        var resolver = new SelectionResolver(
            look.Here.Container.Identity, [.. look.Here.Listing.Where(asset => !asset.IsBookkeeping).Select(asset => asset with { Name = look.Mapped.OriginalName(asset) })]);
        List<AssetHeader> asked = [Resolve(request.Model, AssetKinds.DeployableTypes)];
        if (!AssetKinds.IsDeployable(asked[0].Type))
            throw new PlanNotPossibleException($"{asked[0]} is nothing that a deployment can serve.", "Give a model or function with -Model, and other things with -Asset.");
        var seen = new HashSet<string>(StringComparer.Ordinal) { asked[0].Id };
        foreach (var name in request.Assets)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw new PlanNotPossibleException("The name of an asset is empty.", "Give names or ids of assets of the source.");
            var asset = Resolve(name, []);
            if (seen.Add(asset.Id))
                asked.Add(asset);
        }
        return asked;

        AssetHeader Resolve(string nameOrId, IReadOnlyList<string> types) => look.Here.Find(resolver.Resolve(nameOrId, types).Id)!;
    }

    private static async Task<string?> ServedHashAsync(PlanLook look, string? assetId, CancellationToken cancellationToken)
    {
        if (assetId is null || look.There.Find(assetId) is null)
            return null;
        var document = await look.There.ReadAsync(assetId, cancellationToken).ConfigureAwait(false);
        return (await look.There.Reader.HashAsync(document, useCache: true, cancellationToken).ConfigureAwait(false)).Sha256;
    }

    private static PlanEndpoint Endpoint(PromotionSide side, string fingerprint)
    {
        var space = side.Assets.Identity;
        return new PlanEndpoint(side.Environment.Name, space.Cluster, space.Id, space.Name, fingerprint);
    }
}
