using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Plans as files: what was written is what is read, and what somebody changed is told.</summary>
public sealed class PlanFileTests : PlanBench
{
    private static PromotionPlan Read(string json) => PlanReader.Read(Encoding.UTF8.GetBytes(json), "plan 'plan.json'");

    private async Task<PromotionPlan> RichPlanAsync()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var model = CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready") { ServingName = "churn" });
        return await PlanAsync(new PlanRequest("churn")
        {
            Deployment = "ChurnPrd",
            Assets = ["warehouse"],
            Gates = [new GateDefinition("metric", "accuracy") { Settings = Element("""{"minimum":0.90}""") }, new GateDefinition("script", "look") { Severity = GateSeverity.Advisory }],
        });
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var plan = await RichPlanAsync();
        var text = PlanWriter.Write(plan);
        var read = Read(text);
        Assert.Equal(plan.Hash, read.Hash);
        Assert.Equal(text, PlanWriter.Write(read));
        Assert.Equal(plan.Changes.Count, read.Changes.Count);
        Assert.Equal(plan.Deployment, read.Deployment);
        Assert.Equal(plan.Hash, PlanWriter.HashOf(read));
    }

    [Fact]
    public async Task Layout_and_order_do_not_matter_and_every_value_does()
    {
        var plan = await RichPlanAsync();
        var json = (JsonObject)JsonNode.Parse(PlanWriter.Write(plan))!;
        var turned = new JsonObject(json.Reverse().Select(member => new KeyValuePair<string, JsonNode?>(member.Key, member.Value?.DeepClone())));
        Assert.Equal(plan.Hash, Read(turned.ToJsonString()).Hash);

        // Whoever edits the file and takes the stated hash out has another plan, without approvals.
        json.Remove("sha256");
        json["requiredApprovals"] = 0;
        Assert.NotEqual(plan.Hash, Read(json.ToJsonString()).Hash);
    }

    [Fact]
    public async Task An_edit_is_told_when_the_file_states_its_hash()
    {
        var plan = await RichPlanAsync();
        var edited = PlanWriter.Write(plan).Replace("\"requiredApprovals\": 1", "\"requiredApprovals\": 0");
        var error = Assert.Throws<PlanFileEditedException>(() => Read(edited));
        Assert.Equal(plan.Hash, error.Stated);
    }

    [Theory]
    [InlineData("\"form\": 1", "\"form\": 2", typeof(NewerDocumentException))]
    [InlineData("\"production\": true", "\"production\": true, \"surprise\": 1", typeof(MalformedDocumentException))]
    [InlineData("\"production\": true", "\"production\": true, \"production\": false", typeof(MalformedDocumentException))]
    [InlineData("\"production\": true", "\"production\": \"yes\"", typeof(MalformedDocumentException))]
    [InlineData("\"isModel\": true", "\"isModel\": false", typeof(MalformedDocumentException))]
    [InlineData("\"action\": \"Update\"", "\"action\": \"Destroy\"", typeof(MalformedDocumentException))]
    [InlineData("\"requiredApprovals\": 1", "\"requiredApprovals\": -1", typeof(MalformedDocumentException))]
    [InlineData("\"isModel\": false", "\"isModel\": true", typeof(MalformedDocumentException))]
    [InlineData("2026-12-02", "2026-11-25", typeof(MalformedDocumentException))] // ends when it begins
    public async Task What_is_no_plan_is_refused(string good, string bad, Type error)
    {
        var text = PlanWriter.Write(await RichPlanAsync());
        Assert.Contains(good, text);
        Assert.Throws(error, () => Read(text.Replace(good, bad)));
    }

    [Fact]
    public async Task Deep_truncated_and_empty_files_are_refused()
    {
        var text = PlanWriter.Write(await RichPlanAsync());
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        Assert.Throws<MalformedDocumentException>(() => Read(text.Replace("\"byHand\": [", "\"more\": " + deep + ", \"byHand\": [")));
        for (var length = 0; length < text.Length - 3; length += 97)
            Assert.Throws<MalformedDocumentException>(() => Read(text.Substring(0, length)));
        Assert.Throws<MalformedDocumentException>(() => Read("[]"));
    }

    /// <summary>Whatever a secret is called and wherever it stands in a connection, it is not in the plan.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Planted_secrets_never_appear(int seed)
    {
        var random = new Random(seed);
        string[] names = ["password", "Passwd", "secret_key", "api_key", "access_token", "private_key", "ssl_key_passphrase", "pwd", "passcode", "kerberos_keytab", "custom_x"];
        var secrets = new List<string>();
        string Secret()
        {
            secrets.Add($"S3cr3t{random.Next():x8}");
            return secrets[secrets.Count - 1];
        }

        void Plant(FakeAsset asset)
        {
            var properties = new JsonObject { ["host"] = $"h{random.Next(100)}.example.com", ["url"] = $"jdbc:db2://admin:{Secret()}@db:5000/x", ["jdbc_url"] = $"jdbc:x;user=u;password={Secret()};ssl=true" };
            foreach (var name in names.Where(_ => random.Next(3) > 0))
                properties[name] = random.Next(2) == 0 ? JsonValue.Create(Secret()) : new JsonObject { ["inner_password"] = Secret(), ["value"] = Secret() };
            asset.Entity = new JsonObject { ["connection"] = new JsonObject { ["datasource_type"] = "x", ["properties"] = properties } };
        }

        Plant(Connection);
        Plant(Copy(Connection));
        var text = PlanWriter.Write(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }));
        Assert.Contains("/entity/connection/properties/", text);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text));
    }

    [Fact]
    public async Task A_file_is_replaced_on_request_only()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlops-plan-{Guid.NewGuid():N}.json");
        try
        {
            var plan = await RichPlanAsync();
            PlanWriter.WriteFile(plan, path, overwrite: false);
            Assert.Throws<Transfer.FileExistsException>(() => PlanWriter.WriteFile(plan, path, overwrite: false));
            PlanWriter.WriteFile(plan with { ToolVersion = "9.9" }, path, overwrite: true);
            Assert.Equal("9.9", PlanReader.ReadFile(path).ToolVersion);
            PlanWriter.WriteFile(plan, path, overwrite: true);
            Assert.Equal([path], Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"));
            Assert.Equal((plan.Hash, path), (PlanReader.ReadFile(path).Hash, PlanReader.ReadFile(path).Path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Settings_of_a_gate_are_an_object_or_nothing()
    {
        var plan = await RichPlanAsync();
        var json = (JsonObject)JsonNode.Parse(PlanWriter.Write(plan))!;
        json.Remove("sha256");
        json["gates"]![0]!["settings"] = 5;
        Assert.Contains("settings", Assert.Throws<MalformedDocumentException>(() => Read(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_even_read()
    {
        var path = Path.Combine(Path.GetTempPath(), "mlops-test-" + Guid.NewGuid().ToString("N") + ".json");
        try
        {
            File.WriteAllBytes(path, new byte[StrictJson.MaxBytes + 1]);
            Assert.Contains($"it has {StrictJson.MaxBytes + 1} bytes, more than", Assert.Throws<MalformedDocumentException>(() => PlanReader.ReadFile(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_put_in_its_place_leaves_nothing_beside_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), "mlops-test-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(folder, "plan.json"));
        try
        {
            var plan = await PlanAsync();
            Assert.ThrowsAny<Exception>(() => PlanWriter.WriteFile(plan, Path.Combine(folder, "plan.json"), overwrite: true));
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
