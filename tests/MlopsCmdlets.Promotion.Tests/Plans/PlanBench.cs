using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Two environments in memory with a model, its training data and its connection in the first one.</summary>
public abstract class PlanBench
{
    protected const string Specification = "493bcb95-16f1-5bc5-bee8-81b8af80e9c7";

    protected PlanBench()
    {
        Uat.UserId = "uat-user";
        Connection = Uat.Add("connection", "warehouse", set: asset => asset.Entity = Json("""{"connection":{"datasource_type":"postgresql","properties":{"host":"uat.example.com","port":"5432","password":"uat-Secret-1"}}}"""));
        Data = Uat.Add("data_asset", "churn.csv", "a,b\n1,2", asset => asset.Entity = Json("""{"data_asset":{"mime_type":"text/csv","columns":[{"name":"a"},{"name":"b"}]}}"""));
        Model = Uat.Add("wml_model", "churn", "PMML 1", asset =>
        {
            asset.Tags = ["churn"];
            asset.Entity = ModelEntity(Data.Id);
        });
    }

    protected FakeContainer Uat { get; set; } = new("uat-space", cluster: "https://uat.example.com");

    protected FakeContainer Prd { get; } = new("prd-space", cluster: "https://prd.example.com") { UserId = "prd-user" };

    protected FakeAsset Connection { get; }

    protected FakeAsset Data { get; }

    protected FakeAsset Model { get; }

    protected ServingStub Serving { get; } = new();

    protected SpecificationStub Specifications { get; } = new();

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 16, 0, 0, TimeSpan.Zero));

    protected MlopsEnvironment Production { get; set; } = new() { Name = "prd", Url = new Uri("https://prd.example.com"), Space = "prd-space", Predecessor = "uat", Production = true, RequiredApprovals = 1 };

    protected PromotionSide Source => new(
        new MlopsEnvironment { Name = "uat", Url = new Uri("https://uat.example.com"), Space = "uat-space" }, new Actor("https://uat.example.com", "1", "dev"), Uat, new ServingStub(), new NoFiles(), new NoApprovals());

    protected PromotionSide Destination => new(Production, new Actor("https://prd.example.com", "2", "lead"), Prd, Serving, new NoFiles(), new NoApprovals()) { Specifications = Specifications };

    protected PromotionPlanner Planner => new(Source, Destination, cache: null, Time, "1.2.3");

    protected Task<PromotionPlan> PlanAsync(PlanRequest? request = null) => Planner.CreateAsync(request ?? new PlanRequest("churn"), CancellationToken.None);

    protected Task<PlanState> CheckAsync(PromotionPlan plan) => Planner.CheckAsync(plan, CancellationToken.None);

    protected static PlannedChange Change(PromotionPlan plan, string name) => plan.Changes.Single(change => change.Name == name);

    protected static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;

    protected static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    protected static JsonObject ModelEntity(string dataId) => Json($$$"""
        {"wml_model":{"type":"pmml_4.2.1","software_spec":{"id":"{{{Specification}}}","name":"pmml-3.0_4.3"},"label_column":"churn",
         "training_data_references":[{"type":"data_asset","id":"{{{dataId}}}","location":{"href":"/v2/assets/{{{dataId}}}"}}]}}
        """);

    /// <summary>The asset as it would be at the destination after a copy.</summary>
    protected FakeAsset Copy(FakeAsset asset, Action<FakeAsset>? change = null)
    {
        var copy = asset.Clone();
        copy.Id = Guid.NewGuid().ToString();
        copy.Creator = "prd-user";
        change?.Invoke(copy);
        Prd.Assets.Add(copy);
        return copy;
    }

    protected FakeAsset CopyModel(FakeAsset data, Action<FakeAsset>? change = null) => Copy(Model, copy =>
    {
        copy.Entity = ModelEntity(data.Id);
        change?.Invoke(copy);
    });

    protected sealed class ServingStub : IServing
    {
        public List<ServedModel> Deployments { get; } = [];

        public Task<IReadOnlyList<ServedModel>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ServedModel>>([.. Deployments]);

        public Task<ServedModel?> FindAsync(string deploymentId, CancellationToken cancellationToken) => Task.FromResult<ServedModel?>(Deployments.Find(one => one.Id == deploymentId));

        public Task<ServedModel> CreateAsync(ServingRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ServedModel> SwitchAsync(string deploymentId, string assetId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string deploymentId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SmokeAnswer> ScoreAsync(string deploymentId, SmokeRows rows, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    protected sealed class SpecificationStub : IPlatformSpecifications
    {
        public List<PlatformSpecification> Known { get; } = [new(Specification, "pmml-3.0_4.3", "supported", null)];

        public Task<IReadOnlyList<PlatformSpecification>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PlatformSpecification>>([.. Known]);
    }

    private sealed class NoFiles : IRecordFiles
    {
        public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task PutNewAsync(string path, byte[] content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class NoApprovals : IApprovalStore
    {
        public Task<IReadOnlyList<Approval>> ListAsync(string planHash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Approval> AddAsync(string planHash, ApprovalDecision decision, string? comment, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
