using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

/// <summary>A sandbox with one space of the administrator, and the calls that most tests of this folder begin with.</summary>
internal sealed class TestSpace : IAsyncDisposable
{
    public const string Version = "version=2021-06-21";
    public const string PmmlSpecification = "493bcb95-16f1-5bc5-bee8-81b8af80e9c7";
    public const string PythonSpecification = "12b83a17-24d8-5082-900f-0ab31fbfd3cb";

    /// <summary>A tree that says T for an age above 50.</summary>
    public const string Tree = """
        <PMML xmlns="http://www.dmg.org/PMML-4_2" version="4.2"><Header/>
        <DataDictionary><DataField name="age" optype="continuous" dataType="double"/>
        <DataField name="plan" optype="categorical" dataType="string"><Value value="basic"/><Value value="gold"/></DataField>
        <DataField name="CHURN" optype="categorical" dataType="string"><Value value="T"/><Value value="F"/></DataField></DataDictionary>
        <TreeModel functionName="classification" splitCharacteristic="binarySplit">
        <MiningSchema><MiningField name="age"/><MiningField name="plan"/><MiningField name="CHURN" usageType="target"/></MiningSchema>
        <Node id="0" score="F" recordCount="10"><True/><ScoreDistribution value="T" recordCount="4"/><ScoreDistribution value="F" recordCount="6"/>
        <Node id="1" score="T" recordCount="5"><SimplePredicate field="age" operator="greaterThan" value="50"/><ScoreDistribution value="T" recordCount="4"/><ScoreDistribution value="F" recordCount="1"/></Node>
        <Node id="2" score="F" recordCount="5"><SimplePredicate field="age" operator="lessOrEqual" value="50"/><ScoreDistribution value="T" recordCount="0"/><ScoreDistribution value="F" recordCount="5"/></Node>
        </Node></TreeModel></PMML>
        """;

    private TestSpace(SandboxHost host, Container container)
    {
        Host = host;
        Container = container;
    }

    public SandboxHost Host { get; }

    public Container Container { get; }

    public SandboxHost.Session Admin => Host.Admin;

    public string Id => Container.Id;

    /// <summary>The query that most calls need.</summary>
    public string Scope => $"{Version}&space_id={Id}";

    public static async Task<TestSpace> StartAsync(Release release = Release.R48)
    {
        var host = await SandboxHost.StartAsync(release);
        return new(host, AddContainer(host, ContainerKind.Space, "one"));
    }

    public static Container AddContainer(SandboxHost host, ContainerKind kind, string name)
    {
        Assert.True(host.World.Users.TryGet("admin", out var admin));
        return host.World.Containers.Add(kind, admin, new JsonObject { ["name"] = name }, polls: 0);
    }

    /// <summary>A user with a role in the space.</summary>
    public async Task<SandboxHost.Session> AddMemberAsync(string name, ContainerRole role)
    {
        var session = await Host.AddUserAsync(name);
        Assert.True(Host.World.Users.TryGet(name, out var user));
        Container.PutMember(new Member(user.Uid, role, "user", "active", null, Host.World.NextSequence()));
        return session;
    }

    public Task<SandboxHost.Answer> PutAsync(string path, byte[] bytes, string type = "application/octet-stream")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(type);
        return Admin.SendAsync(HttpMethod.Put, path, content);
    }

    /// <summary>A stored model; without content when <paramref name="content"/> is null.</summary>
    public async Task<string> AddModelAsync(string? content = Tree, string name = "churn", string type = "pmml_4.2", string software = PmmlSpecification, string? schema = null, string? extra = null)
    {
        var body = new JsonObject { ["name"] = name, ["type"] = type, ["space_id"] = Id, ["software_spec"] = new JsonObject { ["id"] = software } };
        if (schema is not null) body["schemas"] = JsonNode.Parse(schema);
        if (extra is not null)
        {
            foreach (var (key, value) in (JsonObject)JsonNode.Parse(extra)!) body[key] = value?.DeepClone();
        }

        var created = await Admin.PostAsync($"/ml/v4/models?{Version}", body);
        Assert.True(created.Status == 201, created.TextBody);
        var id = created.Body.Text("metadata", "id")!;
        if (content is not null)
        {
            var uploaded = await PutAsync($"/ml/v4/models/{id}/content?{Scope}&content_format=native", Encoding.UTF8.GetBytes(content), "application/xml");
            Assert.True(uploaded.Status == 201, uploaded.TextBody);
        }

        return id;
    }

    public Task<SandboxHost.Answer> DeployAsync(string assetId, string kind = """{"online":{}}""", string name = "d")
    {
        var body = (JsonObject)JsonNode.Parse(kind)!;
        body["name"] = name;
        body["space_id"] = Id;
        body["asset"] ??= new JsonObject { ["id"] = assetId };
        return Admin.PostAsync($"/ml/v4/deployments?{Version}", body);
    }

    public Task<SandboxHost.Answer> GetDeploymentAsync(string id) => Admin.GetAsync($"/ml/v4/deployments/{id}?{Scope}");

    /// <summary>Deploys online and polls to the end; the last document.</summary>
    public async Task<JsonNode> DeployToEndAsync(string assetId, string kind = """{"online":{}}""")
    {
        var created = await DeployAsync(assetId, kind);
        Assert.True(created.Status == 202, created.TextBody);
        return await SettleAsync(created.Body.Text("metadata", "id")!);
    }

    /// <summary>Polls a deployment until it is neither initializing nor updating.</summary>
    public async Task<JsonNode> SettleAsync(string id)
    {
        for (var i = 0; i < 10; i++)
        {
            var reply = await GetDeploymentAsync(id);
            if (reply.Body.Text("entity", "status", "state") is "ready" or "failed") return reply.Body!;
        }

        throw new InvalidOperationException("The deployment did not settle in ten polls.");
    }

    public Task<SandboxHost.Answer> ScoreAsync(string idOrServingName, string inputData) =>
        Admin.PostAsync($"/ml/v4/deployments/{idOrServingName}/predictions?{Version}", $$"""{"input_data":{{inputData}}}""");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
