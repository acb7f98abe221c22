using System.Text;
using System.Text.Json;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Tests.Adapters;

/// <summary>The transfer library over real HTTP, between spaces of one sandbox and between two.</summary>
public sealed class CopyAgainstSandboxTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private readonly SandboxProcess _one = fixture.Sandbox;
    private CpdContainer _uat = null!, _prod = null!;

    /// <summary>Each test has two empty spaces of its own.</summary>
    public async ValueTask InitializeAsync()
    {
        _uat = (await _one.Client.Spaces.CreateAsync(new CpdSpaceDefinition { Name = "from" }, null)).Container;
        _prod = (await _one.Client.Spaces.CreateAsync(new CpdSpaceDefinition { Name = "to" }, null)).Container;
    }

    public async ValueTask DisposeAsync() => await _one.ClearFaultsAsync();

    private Task<AssetTransfer> TransferAsync(CpdContainer from, CpdContainer to, bool force = false, SandboxProcess? other = null) =>
        new CopyService(new HashCache()).BetweenAsync(
            _one.Session, _one.Client, from, (other ?? _one).Session, (other ?? _one).Client, to, new TransferOptions { Force = force }, default);

    private async Task<IReadOnlyList<CopiedAsset>> CopyAsync(CpdContainer from, CpdContainer to, AssetSelection? selection = null, bool force = false, SandboxProcess? other = null) =>
        (await (await TransferAsync(from, to, force, other)).CopyAsync(selection ?? AssetSelection.All, null, default)).Assets;

    private static void AllAre(CopyAction action, IReadOnlyList<CopiedAsset> assets)
    {
        foreach (var asset in assets)
        {
            Assert.True(asset.Error is null, $"{asset.Source}: {asset.Error}");
            Assert.True(asset.Warnings.Count == 0, $"{asset.Source}: {string.Join(" | ", asset.Warnings)}");
            Assert.Equal(action, asset.Action);
        }
    }

    private async Task<CpdAsset> AddDataAsync(CpdContainer where, string name, string content, SandboxProcess? sandbox = null) =>
        await (sandbox ?? _one).Client.Assets.CreateDataAssetAsync(
            where, new CpdAssetDefinition { Name = name, Type = "data_asset", Tags = ["t1", "t2"] }, CpdContent.FromBytes(Encoding.UTF8.GetBytes(content), name, "text/csv"));

    [Fact]
    public async Task Everything_of_the_uat_space_arrives_in_the_production_space_and_a_second_copy_writes_nothing()
    {
        _uat = await _one.SpaceAsync("churnUATspace");
        _prod = await _one.SpaceAsync("churn_prod_space");
        await AddDataAsync(_uat, "extra.csv", "a,b\n1,2\n");
        var copied = await CopyAsync(_uat, _prod);
        AllAre(CopyAction.Added, copied);
        Assert.Contains(copied, asset => asset.Source.Type == "wml_model" && asset.Sha256 is not null && asset.Bytes > 0);
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, _prod));

        var count = 0;
        await foreach (var _ in _one.Client.Exports.ListAsync(_uat))
            count++;
        Assert.Equal(0, count);
    }

    [Theory]
    [InlineData("4.0")]
    [InlineData("5.3")]
    public async Task A_copy_reaches_another_cluster_of_another_release(string release)
    {
        _uat = await _one.SpaceAsync("churnUATspace");
        await using var other = await SandboxProcess.StartAsync(release);
        AllAre(CopyAction.Added, await CopyAsync(_uat, await other.SpaceAsync("churn_prod_space"), other: other));
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, await other.SpaceAsync("churn_prod_space"), other: other));
    }

    [Fact]
    public async Task A_different_asset_conflicts_and_force_supersedes_it()
    {
        await AddDataAsync(_uat, "x.csv", "one");
        var old = await AddDataAsync(_prod, "x.csv", "two");
        var only = new AssetSelection { Names = ["x.csv"] };
        Assert.IsType<AssetConflictException>(Assert.Single(await CopyAsync(_uat, _prod, only)).Error);
        AllAre(CopyAction.Updated, await CopyAsync(_uat, _prod, only, force: true));
        Assert.True((await _one.Client.Assets.GetAsync(_prod, old.Id)).IsSuperseded);
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, _prod, only));
    }

    [Fact]
    public async Task A_project_promotes_into_a_space_and_a_space_copies_into_a_project()
    {
        CpdProject? project = null;
        await foreach (var one in _one.Client.Projects.ListAsync())
            project ??= one;
        await AddDataAsync(project!.Container, "p.csv", "x");
        AllAre(CopyAction.Added, await CopyAsync(project.Container, _prod, new AssetSelection { Names = ["p.csv"] }));
        AllAre(CopyAction.Unchanged, await CopyAsync(project.Container, _prod, new AssetSelection { Names = ["p.csv"] }));
        await AddDataAsync(_uat, "s.csv", "y");
        AllAre(CopyAction.Added, await CopyAsync(_uat, project.Container, new AssetSelection { Names = ["s.csv"] }));
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, project.Container, new AssetSelection { Names = ["s.csv"] }));
    }

    [Fact]
    public async Task A_model_finds_its_training_data_and_functions_and_scripts_travel_too()
    {
        var data = await AddDataAsync(_uat, "train.csv", "a,b");
        var specifications = new List<CpdSoftwareSpecification>();
        await foreach (var specification in _one.Client.SoftwareSpecifications.ListAsync())
            specifications.Add(specification);
        var python = specifications.First(one => one.Name.StartsWith("runtime-", StringComparison.Ordinal)).Id;
        using var references = JsonDocument.Parse($$$"""[{"type":"data_asset","id":"1","connection":{},"location":{"href":"/v2/assets/{{{data.Id}}}?space_id={{{_uat.Id}}}"}}]""");
        var model = await _one.Client.Models.CreateAsync(_uat, new CpdModelDefinition
        {
            Name = "m", Type = "scikit-learn_1.1", SoftwareSpecificationId = python, TrainingDataReferences = references.RootElement.Clone(), Tags = ["a"], Description = "d",
        });
        await _one.Client.Models.UploadContentAsync(_uat, model.Id, CpdContent.FromBytes([1, 2, 3], "m.tar.gz"));
        var function = await _one.Client.Functions.CreateAsync(_uat, new CpdFunctionDefinition { Name = "f", SoftwareSpecificationId = python });
        await _one.Client.Functions.UploadCodeAsync(_uat, function.Id, CpdContent.FromBytes([4, 5], "f.py.gz"));

        AllAre(CopyAction.Added, await CopyAsync(_uat, _prod, new AssetSelection { Names = ["m", "f", "train.csv"] }));
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, _prod, new AssetSelection { Names = ["m", "f", "train.csv"] }));
        var copy = await _one.Client.Models.FindAsync(_prod, "m");
        var document = (await _one.Client.Assets.GetDocumentAsync(_prod, copy.Id)).GetRawText();
        Assert.DoesNotContain(data.Id, document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_exported_to_a_file_imports_elsewhere()
    {
        await AddDataAsync(_uat, "f.csv", "x");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");
        try
        {
            var export = await CopyService.ExportFromAsync(_one.Session, _one.Client, _uat, new TransferOptions(), default);
            var bundle = await export.RunAsync(await export.SelectAsync(new AssetSelection { Names = ["f.csv"] }, default), path, null, false, false, null, default);
            Assert.Equal(new FileInfo(path).Length, bundle.Bytes);
            await Assert.ThrowsAsync<FileExistsException>(() => export.RunAsync([.. bundle.Assets.Select(asset => asset.Document.Header)], path, null, false, false, null, default));

            var import = await new CopyService(new HashCache()).ImportIntoAsync(_one.Session, _one.Client, _prod, new TransferOptions(), default);
            var plan = await import.PlanAsync(path, null, default);
            Assert.True(plan.WillImport);
            AllAre(CopyAction.Added, (await import.ApplyAsync(plan, null, null, default)).Assets);
            plan = await import.PlanAsync(path, null, default);
            Assert.False(plan.WillImport);
            AllAre(CopyAction.Unchanged, (await import.ApplyAsync(plan, null, null, default)).Assets);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connections_travel_with_their_secrets_encrypted_and_what_uses_them_follows(bool importLeavesReferences)
    {
        var connection = await _one.Client.Connections.CreateAsync(_uat, new CpdConnectionDefinition
        {
            Name = "dw", DatasourceType = "db2",
            Properties = new Dictionary<string, string> { ["host"] = "db", ["port"] = "50000", ["database"] = "D", ["username"] = "u", ["password"] = "hunter2" }
                .ToDictionary(property => property.Key, property => JsonSerializer.SerializeToElement(property.Value)),
            Test = false,
        });
        var data = await _one.Client.Assets.CreateAsync(_uat, new CpdAssetDefinition { Name = "customers", Type = "data_asset" });
        await _one.Client.Raw.SendAsync(new CpdRawRequest
        {
            Method = "POST",
            Path = $"/v2/assets/{data.Id}/attachments?space_id={_uat.Id}",
            Body = Encoding.UTF8.GetBytes($$"""{"asset_type":"data_asset","name":"CUSTOMERS","connection_id":"{{connection.Id}}","connection_path":"/CRM/CUSTOMERS"}"""),
        });
        if (importLeavesReferences)
            await _one.FaultAsync("""{"fault":"dangling-references","times":"always"}""");

        var copied = await CopyAsync(_uat, _prod);
        AllAre(CopyAction.Added, copied);
        var arrived = await _one.Client.Assets.GetAsync(_prod, copied.Single(asset => asset.Source.Name == "customers").Target!.Id);
        Assert.Equal(copied.Single(asset => asset.Source.Name == "dw").Target!.Id, Assert.Single(arrived.Attachments).ConnectionId);
        AllAre(CopyAction.Unchanged, await CopyAsync(_uat, _prod));
        var secret = (await _one.Client.Assets.GetDocumentAsync(_prod, copied.Single(asset => asset.Source.Name == "dw").Target!.Id)).GetProperty("entity").GetRawText();
        Assert.Contains("hunter2", secret, StringComparison.Ordinal); // decrypted again at the target
    }

    [Theory]
    [InlineData("""{"fault":"lost-reply","method":"POST","path":"/v2/asset_exports"}""")]
    [InlineData("""{"fault":"lost-reply","method":"POST","path":"/v2/asset_imports"}""")]
    [InlineData("""{"fault":"expire-token","method":"GET","path":"/v2/asset_exports/*/content"}""")]
    [InlineData("""{"fault":"expire-token","method":"POST","path":"/v2/asset_imports"}""")]
    [InlineData("""{"fault":"truncate","method":"GET","path":"/v2/asset_exports/*/content","times":2}""")]
    [InlineData("""{"fault":"status","status":429,"retry_after":0,"method":"GET","path":"/v2/assets/*","times":2}""")]
    [InlineData("""{"fault":"status","status":503,"method":"GET","path":"/v2/asset_imports/*"}""")]
    [InlineData("""{"fault":"stale-read","method":"POST","path":"/v2/asset_types/*/search"}""")]
    [InlineData("""{"fault":"reset","method":"GET","path":"/v2/asset_files/**"}""")]
    [InlineData("""{"fault":"internal-hosts","times":"always"}""")]
    public async Task A_fault_on_the_way_is_overcome_and_nothing_is_made_twice(string rule)
    {
        await AddDataAsync(_uat, "fault.csv", string.Concat(Enumerable.Range(0, 50_000)));
        await _one.FaultAsync(rule);
        AllAre(CopyAction.Added, await CopyAsync(_uat, _prod, new AssetSelection { Names = ["fault.csv"] }));
        var found = 0;
        await foreach (var asset in _one.Client.Assets.SearchAsync(_prod))
            found += asset.Name == "fault.csv" ? 1 : 0;
        Assert.Equal(1, found);
    }

    [Theory]
    [InlineData("""{"fault":"fail","method":"POST","path":"/v2/asset_exports"}""", typeof(ExportFailedException))]
    [InlineData("""{"fault":"fail","method":"POST","path":"/v2/asset_imports"}""", typeof(ImportFailedException))]
    [InlineData("""{"fault":"corrupt","method":"GET","path":"/v2/asset_exports/*/content","times":"always"}""", typeof(CorruptBundleException))]
    [InlineData("""{"fault":"truncate","clean":true,"method":"GET","path":"/v2/asset_exports/*/content","times":"always"}""", typeof(CorruptBundleException))]
    public async Task A_fault_that_cannot_be_overcome_is_told_and_leaves_no_export(string rule, Type error)
    {
        await AddDataAsync(_uat, "fault.csv", string.Concat(Enumerable.Range(0, 50_000)));
        await _one.FaultAsync(rule);
        Assert.IsType(error, await Record.ExceptionAsync(() => CopyAsync(_uat, _prod, new AssetSelection { Names = ["fault.csv"] })));
        await foreach (var export in _one.Client.Exports.ListAsync(_uat))
            Assert.Fail("left behind: " + export.Id);
    }

    [Fact]
    public async Task References_that_an_import_leaves_dangling_are_put_right()
    {
        var data = await AddDataAsync(_uat, "train.csv", "a,b");
        var specification = (await _one.Client.SoftwareSpecifications.FindAsync("pmml-3.0_4.3")).Id;
        using var references = JsonDocument.Parse($$$"""[{"type":"data_asset","id":"1","connection":{},"location":{"href":"/v2/assets/{{{data.Id}}}?space_id={{{_uat.Id}}}"}}]""");
        var model = await _one.Client.Models.CreateAsync(_uat, new CpdModelDefinition
        {
            Name = "m", Type = "pmml_4.2.1", SoftwareSpecificationId = specification, TrainingDataReferences = references.RootElement.Clone(),
        });
        await _one.Client.Models.UploadContentAsync(_uat, model.Id, CpdContent.FromBytes(Encoding.UTF8.GetBytes("<PMML/>"), "m.xml", "application/xml"));
        await _one.FaultAsync("""{"fault":"dangling-references","times":"always"}""");

        var copied = await CopyAsync(_uat, _prod, new AssetSelection { Names = ["m", "train.csv"] });
        AllAre(CopyAction.Added, copied);
        Assert.NotEmpty(copied.Single(asset => asset.Source.Name == "m").Patched);
        var document = (await _one.Client.Assets.GetDocumentAsync(_prod, copied.Single(asset => asset.Source.Name == "m").Target!.Id)).GetRawText();
        Assert.DoesNotContain(data.Id, document, StringComparison.Ordinal);
        Assert.Contains(copied.Single(asset => asset.Source.Name == "train.csv").Target!.Id, document, StringComparison.Ordinal);
    }
}
