using System.Text;
using System.Text.Json;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Deployments in memory. A model whose content contains "bad" deploys but does not answer; "broken" does not even deploy.</summary>
public sealed class FakeServing(FakeContainer container, Wire wire) : IServing
{
    public List<ServedModel> Deployments { get; } = [];

    public List<string> Scored { get; } = [];

    public ServedModel Add(string name, string assetId, params string[] tags)
    {
        var deployment = new ServedModel(Guid.NewGuid().ToString(), name, assetId, true, "ready") { ServingName = tags.Length == 0 ? name.ToLowerInvariant() : null, Tags = tags };
        Deployments.Add(deployment);
        return deployment;
    }

    public Task<IReadOnlyList<ServedModel>> ListAsync(CancellationToken cancellationToken) => wire.CallAsync<IReadOnlyList<ServedModel>>("list deployments", cancellationToken, () => [.. Deployments]);

    public Task<ServedModel?> FindAsync(string deploymentId, CancellationToken cancellationToken) => wire.CallAsync<ServedModel?>("find deployment", cancellationToken, () => Deployments.Find(d => d.Id == deploymentId));

    public Task<ServedModel> CreateAsync(ServingRequest request, CancellationToken cancellationToken) => wire.CallAsync("create deployment " + (request.Tags.Count > 0 ? "smoke" : "real"), cancellationToken, () =>
    {
        Refuse(request.Name, "create", request.AssetId);
        var made = new ServedModel(Guid.NewGuid().ToString(), request.Name, request.AssetId, true, "ready") { ServingName = request.ServingName, Tags = request.Tags };
        Deployments.Add(made);
        return made;
    });

    public Task<ServedModel> SwitchAsync(string deploymentId, string assetId, CancellationToken cancellationToken) => wire.CallAsync("switch", cancellationToken, () =>
    {
        var at = Deployments.FindIndex(d => d.Id == deploymentId);
        if (at < 0)
            throw new InvalidOperationException("404: no deployment");
        Refuse(Deployments[at].Name, "switch", assetId);
        return Deployments[at] = Deployments[at] with { AssetId = assetId, State = "ready" };
    });

    public Task DeleteAsync(string deploymentId, CancellationToken cancellationToken) => wire.CallAsync("delete deployment", cancellationToken, () => Deployments.RemoveAll(d => d.Id == deploymentId));

    public Task<SmokeAnswer> ScoreAsync(string deploymentId, SmokeRows rows, CancellationToken cancellationToken) => wire.CallAsync("score", cancellationToken, () =>
    {
        var deployment = Deployments.Single(d => d.Id == deploymentId);
        Scored.Add(deployment.Name);
        if (Content(deployment.AssetId!).Contains("bad"))
            throw new SmokeFailedException(deployment.Name, "it answers nonsense");
        return new SmokeAnswer(rows.Rows.Count, TimeSpan.FromMilliseconds(5), "T");
    });

    public static SmokeRows Rows { get; } = new("rows.csv", ["A"], [[JsonDocument.Parse("1").RootElement]]);

    private void Refuse(string deployment, string what, string assetId)
    {
        if (Content(assetId).Contains("broken"))
            throw new ServingFailedException(deployment, what, "the model cannot be loaded");
    }

    private string Content(string assetId) =>
        container.Assets.Find(asset => asset.Id == assetId)?.Content is { } content ? Encoding.UTF8.GetString(content) : throw new InvalidOperationException($"404: no asset {assetId}");
}
