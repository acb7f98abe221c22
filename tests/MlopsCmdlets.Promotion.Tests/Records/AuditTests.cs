using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Tests.Modelled;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Records;

public sealed class AuditTests
{
    private readonly FakeContainer _assets = new("prod");
    private readonly List<ServedModel> _deployments = [];
    private readonly List<PromotionEntry> _entries = [];

    [Fact]
    public async Task What_no_entry_brought_is_unexplained()
    {
        _assets.Add("data_asset", "x.csv", "a");
        _deployments.Add(new ServedModel("d1", "Prod", "m", true, "ready"));
        var findings = await RunAsync();
        Assert.Equal([("deployment", "Prod", AuditState.Unexplained), ("data_asset", "x.csv", AuditState.Unexplained)], findings.Select(f => (f.Type, f.Name, f.State)));
        Assert.All(findings, finding => Assert.Null(finding.Sequence));
    }

    [Fact]
    public async Task What_is_as_recorded_is_explained_and_a_changed_content_is_not()
    {
        var (same, changed) = (_assets.Add("data_asset", "same.csv", "a"), _assets.Add("data_asset", "changed.csv", "b"));
        Promote(Asset(same), Asset(changed) with { Sha256 = Sha("something else") });
        var findings = await RunAsync();
        Assert.Equal([("changed.csv", AuditState.Changed, 1), ("same.csv", AuditState.Explained, 1)], findings.Select(f => (f.Name, f.State, f.Sequence ?? 0)));
        Assert.Contains(Sha("b").Substring(0, 12), findings[0].Reason);
    }

    [Fact]
    public async Task The_last_entry_about_an_asset_counts_also_one_of_a_promotion_that_failed()
    {
        var asset = _assets.Add("data_asset", "x.csv", "two");
        Promote(Asset(asset) with { Sha256 = Sha("one") });
        Promote(PromotionOutcome.Failed, Asset(asset));
        Assert.Equal((AuditState.Explained, 2), Assert.Single(await RunAsync()) is var finding ? (finding.State, finding.Sequence ?? 0) : default);
    }

    [Fact]
    public async Task An_asset_with_another_name_is_changed_and_one_without_content_is_explained_by_its_id()
    {
        var renamed = _assets.Add("data_asset", "new.csv", "a");
        var bare = _assets.Add("data_asset", "bare", "");
        Promote(Asset(renamed) with { Name = "old.csv" }, Asset(bare) with { Sha256 = null });
        var findings = (await RunAsync()).ToDictionary(finding => finding.Name + finding.State);
        Assert.Contains("new.csvChanged", findings.Keys);
        Assert.Contains("bareExplained", findings.Keys);
    }

    [Fact]
    public async Task Of_assets_only_the_newest_of_a_name_can_be_missing()
    {
        Promote(new RecordedAsset("wml_model", "churn", CopyAction.Added, "s", "gone1", Sha("1"), null));
        Promote(new RecordedAsset("wml_model", "churn", CopyAction.Added, "s", "gone2", Sha("2"), null));
        Promote(PromotionOutcome.Failed, new RecordedAsset("data_asset", "never", CopyAction.Added, "s", "gone3", Sha("3"), null));
        var finding = Assert.Single(await RunAsync());
        Assert.Equal(("gone2", AuditState.Missing, 2), (finding.Id, finding.State, finding.Sequence ?? 0));
    }

    [Fact]
    public async Task A_software_specification_of_the_cluster_is_in_no_space_and_not_missing_there()
    {
        Promote(
            new RecordedAsset("software_specification", "pmml-3.0_4.3", CopyAction.Unchanged, "p1", "p1", null, null),
            new RecordedAsset("software_specification", "our-own", CopyAction.Added, "p2", "p3", null, Sha("metadata")));
        Assert.Equal("our-own", Assert.Single(await RunAsync()).Name);
    }

    [Fact]
    public async Task What_an_entry_replaced_is_explained_and_bookkeeping_does_not_count()
    {
        var old = _assets.Add("data_asset", "old.csv", "a");
        _assets.Add("data_asset", "mlops-approval-1", "a", asset => asset.Tags.Add(AssetHeader.ApprovalTag));
        Promote(new RecordedAsset("data_asset", "old.csv", CopyAction.Updated, "s", null, null, null) { Superseded = [old.Id] });
        Assert.Equal((old.Id, AuditState.Explained), Assert.Single(await RunAsync()) is var finding ? (finding.Id, finding.State) : default);
    }

    [Fact]
    public async Task Deployments_are_judged_by_what_they_serve()
    {
        Deploy("d1", "same", "m1");
        Deploy("d2", "moved", "m1");
        Deploy("d2", "moved", "m2");
        Deploy("d3", "gone", "m1");
        _entries.Add(_entries[0] with { Sequence = 5, Outcome = PromotionOutcome.Failed, Deployment = _entries[0].Deployment! with { AssetId = "other" } });
        _deployments.Add(new ServedModel("d1", "same", "m1", true, "ready"));
        _deployments.Add(new ServedModel("d2", "moved", "m1", true, "ready"));
        var findings = await RunAsync();
        Assert.Equal(
            [("moved", AuditState.Changed, 3), ("same", AuditState.Explained, 1), ("gone", AuditState.Missing, 4)],
            findings.Select(f => (f.Name, f.State, f.Sequence ?? 0)));
        Assert.Contains("m2", findings[0].Reason);
    }

    [Fact]
    public async Task Findings_are_in_the_same_order_whatever_the_server_lists_first()
    {
        var (m, b1, b2, a) = (_assets.Add("wml_model", "a", "1"), _assets.Add("data_asset", "b.csv", "2"), _assets.Add("data_asset", "b.csv", "3"), _assets.Add("data_asset", "a.csv", "4"));
        _deployments.Add(new ServedModel("d1", "z", "m", true, "ready"));
        _deployments.Add(new ServedModel("d2", "a", "m", true, "ready"));
        Promote(Asset(m), new RecordedAsset("data_asset", "aa.csv", CopyAction.Added, "s", "gone", Sha("5"), null));

        var findings = await RunAsync();

        Assert.Equal(["d2", "d1", a.Id, "gone", .. new[] { b1.Id, b2.Id }.OrderBy(id => id, StringComparer.Ordinal), m.Id], findings.Select(f => f.Id));
    }

    [Fact]
    public async Task Of_one_type_and_name_both_have_to_be_as_recorded()
    {
        var asset = _assets.Add("data_asset", "x", "a");
        Promote(Asset(asset) with { Type = "notebook" });
        Assert.Equal(AuditState.Changed, (await RunAsync()).Single(f => f.Id == asset.Id).State);
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("0123456789ab", "0123456789ab")]
    [InlineData("0123456789abc", "0123456789ab")]
    public async Task Hashes_are_told_by_their_first_twelve_digits(string recorded, string told)
    {
        var asset = _assets.Add("data_asset", "x.csv", "b");
        Promote(Asset(asset) with { Sha256 = recorded });
        Assert.Equal($"Its content has the hash {Sha("b").Substring(0, 12)}, entry 1 recorded {told}.", Assert.Single(await RunAsync()).Reason);
    }

    [Fact]
    public async Task Content_that_is_gone_is_told_so()
    {
        var asset = _assets.Add("data_asset", "x.csv", "b");
        Promote(Asset(asset) with { Sha256 = "abc" });
        asset.Content = null;
        Assert.Equal("Its content has the hash (none), entry 1 recorded abc.", Assert.Single(await RunAsync()).Reason);
    }

    [Fact]
    public async Task A_deployment_that_serves_nothing_any_more_is_told_so()
    {
        Deploy("d1", "prod", "m1");
        _deployments.Add(new ServedModel("d1", "prod", null, true, "failed"));
        Assert.Equal("It serves the asset (none), entry 1 recorded m1.", Assert.Single(await RunAsync()).Reason);
    }

    [Fact]
    public async Task One_of_several_assets_of_an_entry_suffices_to_explain_what_it_replaced()
    {
        var (old, added) = (_assets.Add("data_asset", "old.csv", "a"), _assets.Add("data_asset", "added.csv", "b"));
        Promote(Asset(added), new RecordedAsset("data_asset", "old.csv", CopyAction.Updated, "s", null, null, null) { Superseded = [old.Id] });
        Assert.All(await RunAsync(), finding => Assert.Equal((AuditState.Explained, 1), (finding.State, finding.Sequence ?? 0)));
    }

    [Fact]
    public async Task Content_whose_hash_is_known_is_not_read_again()
    {
        Promote(Asset(_assets.Add("data_asset", "x.csv", "b")));
        var hashes = new HashCache();
        await RunAsync(hashes);
        Assert.Equal(AuditState.Explained, Assert.Single(await RunAsync(hashes)).State);
        Assert.Single(_assets.Calls, "open x.csv");
    }

    private Task<IReadOnlyList<AuditFinding>> RunAsync(HashCache? hashes = null) =>
        new EnvironmentAudit(_assets, new Served(_deployments), hashes ?? new HashCache()).RunAsync(new PromotionHistory("prd", _entries, []), default);

    private void Promote(params RecordedAsset[] assets) => Promote(PromotionOutcome.Succeeded, assets);

    private void Promote(PromotionOutcome outcome, params RecordedAsset[] assets) =>
        _entries.Add(Entries.New() with { Sequence = _entries.Count + 1, Outcome = outcome, Assets = assets });

    private void Deploy(string id, string name, string assetId) =>
        _entries.Add(Entries.New() with { Sequence = _entries.Count + 1, Deployment = new RecordedDeployment(id, name, null, assetId, null) });

    private static RecordedAsset Asset(FakeAsset asset) =>
        new(asset.Type, asset.Name, CopyAction.Added, "s", asset.Id, Sha(System.Text.Encoding.UTF8.GetString(asset.Content!)), null);

    private static string Sha(string text)
    {
        using var sha = System.Security.Cryptography.SHA256.Create();
        return string.Concat(sha.ComputeHash(System.Text.Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private sealed class Served(List<ServedModel> deployments) : IServing
    {
        public Task<IReadOnlyList<ServedModel>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ServedModel>>(deployments);

        public Task<ServedModel?> FindAsync(string deploymentId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ServedModel> CreateAsync(ServingRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ServedModel> SwitchAsync(string deploymentId, string assetId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string deploymentId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SmokeAnswer> ScoreAsync(string deploymentId, SmokeRows rows, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
