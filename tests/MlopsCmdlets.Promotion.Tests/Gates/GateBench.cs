using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Applying;

namespace MlopsCmdlets.Promotion.Tests.Gates;

/// <summary>Gates made of definitions, and a plan to judge.</summary>
public abstract class GateBench
{
    protected PromotionBench Bench { get; } = new();

    protected GateServices Services { get; set; } = new();

    protected Dictionary<string, PromotionHistory?> Histories { get; } = [];

    protected PromotionHistory? History { get; set; }

    protected PromotionPlan? Plan { get; set; }

    protected GateContext Context => new(Plan ??= Bench.Planning.Plan(), Bench.SourceSide, Bench.DestinationSide, Bench.Time)
    {
        Approvals = Bench.Ledger.Approvals,
        History = History,
        HistoryOf = (name, _) => Task.FromResult(Histories.TryGetValue(name, out var history) ? history : null),
    };

    protected static GateDefinition Define(string kind, string settings, string name = "gate")
    {
        using var json = JsonDocument.Parse(settings);
        return new GateDefinition(kind, name) { Settings = json.RootElement.Clone() };
    }

    protected async Task<GateResult> JudgeAsync(string kind, string settings) => await JudgeAsync(new GateRegistry(GateRegistry.Standard).Create([Define(kind, settings)], Services).Single());

    protected async Task<GateResult> JudgeAsync(IPromotionGate gate) => (await new GateRunner(TimeSpan.FromMinutes(10)).RunAsync([gate], Context, CancellationToken.None)).Single();

    protected static void SetSchema(FakeAsset model, params (string Name, string Type)[] fields) => model.Entity = new JsonObject
    {
        ["wml_model"] = new JsonObject
        {
            ["schemas"] = new JsonObject
            {
                ["input"] = new JsonArray(new JsonObject { ["id"] = "1", ["fields"] = new JsonArray([.. fields.Select(field => (JsonNode)new JsonObject { ["name"] = field.Name, ["type"] = field.Type })]) }),
            },
        },
    };
}
