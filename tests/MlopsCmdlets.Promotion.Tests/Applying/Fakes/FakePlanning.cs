using System.Security.Cryptography;
using System.Text;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Plans and transfers between two <see cref="FakeContainer"/>s, as simple as can be.</summary>
public sealed class FakePlanning(FakeContainer source, FakeContainer target, FakeServing serving) : IPromotionPlanner, IPlanTransfer
{
    public int MadePlans { get; private set; }

    public Task<PromotionPlan> CreateAsync(PlanRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public PromotionPlan Plan(string? deployment = "ChurnProd", DateTimeOffset? at = null)
    {
        var model = source.Assets.Single(asset => asset.Type == "wml_model" && !asset.Tags.Contains(AssetHeader.SupersededTag));
        var changes = new[] { model }.Concat(source.Assets.Where(asset => asset != model && !asset.Tags.Contains(AssetHeader.SupersededTag))).Select(asset =>
        {
            var there = Current(asset);
            var equal = there.Find(other => Hash(other) == Hash(asset));
            return new PlannedChange(asset.Type, asset.Name, equal is not null ? ChangeAction.Unchanged : there.Count == 0 ? ChangeAction.Add : ChangeAction.Update, "because")
            {
                IsModel = asset == model, SourceId = asset.Id, SourceSha256 = Hash(asset), DestinationId = (equal ?? there.FirstOrDefault())?.Id, DestinationCandidates = [.. there.Select(other => other.Id)],
            };
        }).ToList();
        var now = deployment is null ? null : serving.Deployments.Find(d => d.Name == deployment);
        var planned = deployment is null ? null : new PlannedDeployment(deployment, now is null ? DeploymentAction.Create : HashOf(now.AssetId) == Hash(model) ? DeploymentAction.Unchanged : DeploymentAction.Switch)
        {
            Id = now?.Id, CurrentAssetId = now?.AssetId, CurrentSha256 = HashOf(now?.AssetId), ServingName = now?.ServingName ?? "churnprod",
        };
        var time = at ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new PromotionPlan
        {
            Hash = $"{++MadePlans:x4}{Hash(model)}".Substring(0, 64),
            Author = new Actor("https://b.example.com", "author", "ann"),
            CreatedAt = time, ExpiresAt = time.AddDays(7),
            Source = Endpoint(source, "uat"), Destination = Endpoint(target, "prd"),
            Changes = changes, Deployment = planned,
        };
    }

    public async Task<PlanState> CheckAsync(PromotionPlan plan, CancellationToken cancellationToken)
    {
        var here = await source.ListAsync(cancellationToken);
        _ = await target.ListAsync(cancellationToken);
        var (drift, open, done) = (new List<string>(), new List<PlannedChange>(), new Dictionary<PlannedChange, string>());
        foreach (var change in plan.Changes)
        {
            if (here.All(asset => asset.Id != change.SourceId) || Hash(source.Assets.Single(asset => asset.Id == change.SourceId)) != change.SourceSha256)
                drift.Add($"{change.Type} '{change.Name}' changed in the source");
            var there = target.Assets.Where(asset => asset.Type == change.Type && asset.Name == change.Name && !asset.Tags.Contains(AssetHeader.SupersededTag)).ToList();
            if (there.Find(asset => Hash(asset) == change.SourceSha256) is { } equal)
                done[change] = equal.Id;
            else if (there.Select(asset => asset.Id).OrderBy(id => id, StringComparer.Ordinal).SequenceEqual(change.DestinationCandidates.OrderBy(id => id, StringComparer.Ordinal)))
                open.Add(change);
            else
                drift.Add($"{change.Type} '{change.Name}' changed in the destination");
        }
        var deployments = await serving.ListAsync(cancellationToken);
        var planned = plan.Deployment;
        var now = planned is null ? null : deployments.FirstOrDefault(d => planned.Id is null ? d.Name == planned.Name : d.Id == planned.Id);
        var isDone = planned is null || (now is not null && HashOf(now.AssetId) == plan.Changes[0].SourceSha256);
        if (!isDone && planned is not null && now?.AssetId != planned.CurrentAssetId)
            drift.Add($"deployment '{planned.Name}' serves something else");
        return new PlanState(drift, open, done, now, isDone);
    }

    public async Task<IReadOnlyList<CopiedAsset>> ApplyAsync(
        PromotionPlan plan, PlanState state, Func<CancellationToken, Task> verify, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var export = await source.StartExportAsync(new ExportRequest(PromotionNames.ExportPrefix(plan) + Guid.NewGuid().ToString("N"), [.. state.Open.Select(change => change.SourceId!)], null), cancellationToken);
        try
        {
            while ((await source.GetExportAsync(export.Id, cancellationToken)).State == JobState.Running)
            {
            }
            using var content = await source.OpenExportAsync(export.Id, 0, cancellationToken);
            using var bytes = new MemoryStream();
            await content.Stream.CopyToAsync(bytes, 4096, cancellationToken);
            var before = new HashSet<string>(target.Assets.Select(asset => asset.Id));
            await verify(cancellationToken);
            var import = await target.StartImportAsync(new ImportRequest(() => new MemoryStream(bytes.ToArray()), bytes.Length, null), cancellationToken);
            _ = await target.GetImportAsync(import.Id, cancellationToken);
            var copied = new List<CopiedAsset>();
            foreach (var change in state.Open)
            {
                var from = source.Assets.Single(asset => asset.Id == change.SourceId).Header;
                var arrived = target.Assets.Find(asset => !before.Contains(asset.Id) && asset.Type == change.Type && asset.Name == change.Name);
                if (arrived is null || Hash(arrived) != change.SourceSha256)
                {
                    copied.Add(new CopiedAsset(from, source.Identity, target.Identity, CopyAction.Failed) { Error = new AssetMissingException(from, target.Identity) });
                    continue;
                }
                copied.Add(new CopiedAsset(from, source.Identity, target.Identity, change.Action == ChangeAction.Add ? CopyAction.Added : CopyAction.Updated) { Target = arrived.Header, Sha256 = Hash(arrived) });
            }
            return copied;
        }
        finally
        {
            await source.DeleteExportAsync(export.Id, CancellationToken.None);
        }
    }

    public static string Hash(FakeAsset asset)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(asset.Content ?? []).Select(b => b.ToString("x2")));
    }

    private string? HashOf(string? id) => target.Assets.Find(asset => asset.Id == id) is { } asset ? Hash(asset) : null;

    private List<FakeAsset> Current(FakeAsset asset) => target.Assets.FindAll(other => other.Type == asset.Type && other.Name == asset.Name && !other.Tags.Contains(AssetHeader.SupersededTag));

    private static PlanEndpoint Endpoint(FakeContainer container, string environment) => new(environment, container.Identity.Cluster, container.Identity.Id, container.Identity.Name, "f");
}
