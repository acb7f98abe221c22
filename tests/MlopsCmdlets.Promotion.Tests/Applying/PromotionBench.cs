using System.Text;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Two environments in memory: uat with a model and its data, prd with an earlier version that serves.</summary>
public sealed class PromotionBench
{
    public PromotionBench(bool production = false, bool serving = true)
    {
        Source = Hook(new FakeContainer("uat_space"));
        Target = Hook(new FakeContainer("prd_space", cluster: "https://b.example.com"));
        Serving = new FakeServing(Target, Wire);
        Ledger = new FakeLedger(Wire, "prd", Time);
        Planning = new FakePlanning(Source, Target, Serving);
        Source.Add("wml_model", "Churn", "model v2");
        Source.Add("data_asset", "train.csv", "a,b\n1,2\n");
        if (serving)
            Deployment = Serving.Add("ChurnProd", Target.Add("wml_model", "Churn", "model v1").Id).Id;
        Production = production;
    }

    public Wire Wire { get; } = new();

    public InstantTime Time { get; } = new();

    public FakeContainer Source { get; }

    public FakeContainer Target { get; }

    public FakeServing Serving { get; }

    public FakeLedger Ledger { get; }

    public FakePlanning Planning { get; }

    public string? Deployment { get; }

    public bool Production { get; set; }

    public bool CertificateIsVerified { get; set; } = true;

    public string? Predecessor { get; set; } = "uat";

    public int RequiredApprovals { get; set; }

    public PromotionRequest Request { get; set; } = new() { SmokeRows = FakeServing.Rows, Host = "build-1", ToolVersion = "1.0" };

    public PromotionSide DestinationSide => new(
        new MlopsEnvironment { Name = "prd", Url = new Uri("https://b.example.com"), Space = "prd_space", Predecessor = Predecessor, Production = Production, RequiredApprovals = RequiredApprovals },
        new Actor("https://b.example.com", "me", "me"), Target, Serving, null!, Ledger) { CertificateIsVerified = CertificateIsVerified };

    public PromotionSide SourceSide => new(
        new MlopsEnvironment { Name = "uat", Url = new Uri("https://a.example.com"), Space = "uat_space" }, new Actor("https://a.example.com", "me", "me"), Source, new FakeServing(Source, Wire), null!, Ledger);

    public PromotionParts Parts => new(DestinationSide, Ledger, Ledger, Time) { Source = SourceSide, Planner = Planning, Transfer = Planning };

    public Task<PromotionResult> ApplyAsync(PromotionPlan plan, CancellationToken cancellationToken = default) => new PromotionRunner(Parts).ApplyAsync(plan, Request, null, cancellationToken);

    public Task<PromotionResult> UndoAsync(UndoRequest? undo = null) => new PromotionRunner(Parts).UndoAsync(undo ?? new UndoRequest(), Request, null, CancellationToken.None);

    public string Serves => Deployment is null ? "" : ContentOf(Serving.Deployments.Single(d => d.Id == Deployment).AssetId!);

    public string ContentOf(string assetId) => Target.Assets.Find(asset => asset.Id == assetId)?.Content is { } content ? Encoding.UTF8.GetString(content) : "gone";

    /// <summary>All that counts, without ids that chance made.</summary>
    public string State => string.Join("\n",
    [
        .. Target.Assets.Select(asset => $"{asset.Type} {asset.Name} {Encoding.UTF8.GetString(asset.Content ?? [])} [{string.Join(",", asset.Tags)}]").OrderBy(line => line, StringComparer.Ordinal),
        .. Serving.Deployments.Select(d => $"deployment {d.Name}/{d.ServingName} serves {ContentOf(d.AssetId!)} {d.State} [{string.Join(",", d.Tags)}]").OrderBy(line => line, StringComparer.Ordinal),
        $"exports {Source.ExportCount}, locked {Ledger.IsLocked}",
    ]);

    private FakeContainer Hook(FakeContainer container)
    {
        container.Polls = 1;
        container.Before = call => Wire.PassBefore($"{container.Identity.Name}: {call}");
        container.After = call => Wire.PassAfter($"{container.Identity.Name}: {call}");
        return container;
    }
}
