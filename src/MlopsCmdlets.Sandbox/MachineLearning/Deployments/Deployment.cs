using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Scoring;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>
/// One deployment. Its state advances when it is looked at. A change of asset or size is prepared aside, and what was deployed before
/// keeps answering until the change is done, or for good when it fails.
/// </summary>
internal sealed class Deployment
{
    private readonly Lock _gate = new();
    private PolledState _progress;
    private Action _finish;

    /// <param name="kind">How it is used; batch is ready at once.</param>
    /// <param name="container">Where it is.</param>
    /// <param name="properties">What the caller said.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="deployedType">The kind of the asset, for <c>deployed_asset_type</c>.</param>
    /// <param name="loaded">The asset, loaded; its failure shows once the deployment is done.</param>
    public Deployment(DeploymentKind kind, Container container, DeploymentProperties properties, AssetReference asset, string deployedType, LoadedAsset loaded, PolledState progress)
    {
        Kind = kind;
        Container = container;
        Properties = properties;
        Asset = asset;
        DeployedType = deployedType;
        _progress = progress;
        _finish = () => Deployed(loaded);
        if (kind == DeploymentKind.Batch) (State, Scorer) = (DeploymentState.Ready, loaded.Scorer);
    }

    public string Id { get; } = Ids.New();

    public required long Sequence { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string OwnerId { get; init; }

    public DeploymentKind Kind { get; }

    public Container Container { get; }

    public DeploymentProperties Properties { get; private set; }

    /// <summary>What is deployed, or is about to be while it initializes.</summary>
    public AssetReference Asset { get; private set; }

    public string DeployedType { get; private set; }

    public DeploymentState State { get; private set; }

    /// <summary>What answers; null until the deployment was ready once.</summary>
    public IScorer? Scorer { get; private set; }

    /// <summary>Why it failed, or why its last change failed.</summary>
    public ApiException? Failure { get; private set; }

    public string? Message { get; private set; }

    public DateTimeOffset? ModifiedAt { get; private set; }

    public string? ServingName => Properties.ServingName;

    /// <summary>Counts one look; what was being done is done after as many as the settings say.</summary>
    public void Look(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (State is not (DeploymentState.Initializing or DeploymentState.Updating)) return;
            if (!_progress.Done)
            {
                _progress.Poll();
                return;
            }

            _finish();
            ModifiedAt = now;
        }
    }

    /// <summary>Reads several properties as they are at one moment, so that a state never shows with the asset of another.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    /// <summary>Changes what needs no new deployment, in one step, so that of two changes at once none gets lost.</summary>
    public void Change(Func<DeploymentProperties, DeploymentProperties> change, DateTimeOffset now)
    {
        lock (_gate) (Properties, ModifiedAt) = (change(Properties), now);
    }

    /// <summary>Puts another asset in place of the one that is deployed, or of the one that failed to.</summary>
    public void Replace(AssetReference asset, string deployedType, LoadedAsset loaded, PolledState progress) => Begin(progress, () =>
    {
        Failure = loaded.Failure;
        if (loaded.Failure is null) (Asset, DeployedType, Scorer, Message) = (asset, deployedType, loaded.Scorer, null);
        State = Kind == DeploymentKind.Batch || Scorer is not null ? DeploymentState.Ready : DeploymentState.Failed;
    });

    /// <summary>Gives it other hardware or another number of copies.</summary>
    public void Scale(JsonObject hardware, PolledState progress) => Begin(progress, () =>
    {
        var copies = (hardware.Whole("num_nodes") ?? 1).ToString(CultureInfo.InvariantCulture);
        Properties = Properties with { Hardware = hardware };
        Message = $"scaling_status: completed;requested_copies: {copies};deployed_copies: {copies};more_info: ;";
        State = Kind == DeploymentKind.Batch || Scorer is not null ? DeploymentState.Ready : DeploymentState.Failed;
    });

    private void Begin(PolledState progress, Action finish)
    {
        lock (_gate)
        {
            if (State is DeploymentState.Initializing or DeploymentState.Updating)
                throw ApiException.Conflict($"The deployment '{Id}' is {State.ToString().ToLowerInvariant()} and cannot be updated. Wait until it is ready.", "deployment_not_ready");
            (State, _progress, _finish) = (DeploymentState.Updating, progress, finish);
        }
    }

    private void Deployed(LoadedAsset loaded)
    {
        Failure = loaded.Failure;
        Scorer = loaded.Scorer;
        State = loaded.Failure is null ? DeploymentState.Ready : DeploymentState.Failed;
    }
}
