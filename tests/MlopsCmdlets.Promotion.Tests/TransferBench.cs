using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Two containers and a transfer between them; after each test nothing temporary may be left.</summary>
public abstract class TransferBench : IDisposable
{
    protected FakeContainer Source { get; set; } = new("churnUATspace");

    protected FakeContainer Target { get; set; } = new("churn_prod_space", cluster: "https://b.example.com");

    protected MemorySpools Spools { get; } = new();

    protected TransferOptions Options { get; set; } = new();

    protected HashCache Cache { get; } = new();

    protected AssetTransfer Transfer(bool force = false) => new(Source, Target, Options with { Force = force }, Cache, Spools, new InstantTime());

    protected Task<TransferResult> CopyAsync(AssetSelection? selection = null, bool force = false, CancellationToken cancellationToken = default) =>
        Transfer(force).CopyAsync(selection ?? AssetSelection.All, null, cancellationToken);

    protected static AssetSelection Named(params string[] names) => new() { Names = names };

    protected static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;

    protected FakeAsset AddModel(string name = "churn", string content = "<PMML/>", string? extra = null) =>
        Source.Add("wml_model", name, content, asset => asset.Entity = Json($$$"""{"wml_model":{"type":"pmml_4.2.1"{{{extra}}}}}"""));

    public void Dispose()
    {
        Assert.Equal(0, Spools.Left);
        Assert.Equal(0, Source.ExportCount);
        GC.SuppressFinalize(this);
    }
}
