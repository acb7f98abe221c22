using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Seed;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.Seed;

public sealed class ChurnSeedTests
{
    private static async Task<World> SeededAsync(string? file = null, ILogger? logger = null)
    {
        var world = new World(new SandboxOptions { Seeds = ["churn"], ChurnData = file }, logger ?? NullLogger.Instance);
        await new ChurnSeed().ApplyAsync(world, TestContext.Current.CancellationToken);
        return world;
    }

    private static Container Named(World world, ContainerKind kind, string name) => world.Containers.All(kind).Single(c => c.Name == name);

    private static Asset Only(World world, Container container, string type) => Assert.Single(world.Assets.In(container, type));

    private static Task<byte[]> BytesAsync(Container container, Asset asset)
        => AssetStore.ContentOf(container, Assert.Single(asset.Attachments))!.ReadAllAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Makes_a_project_a_test_space_and_an_empty_production_space()
    {
        using var world = await SeededAsync();
        var project = Named(world, ContainerKind.Project, "churn-dev");
        var test = Named(world, ContainerKind.Space, "churnUATspace");
        var production = Named(world, ContainerKind.Space, "churn_prod_space");
        Assert.Equal(["data_asset", "wml_model"], world.Assets.In(project).Select(a => a.Type).Order(StringComparer.Ordinal));
        Assert.Equal(["connection", "data_asset", "script", "wml_model"], world.Assets.In(test).Select(a => a.Type).Order(StringComparer.Ordinal));
        Assert.Empty(world.Assets.In(production));
        Assert.False(test.Entity.Flag("stage", "production"));
        Assert.True(production.Entity.Flag("stage", "production"));
        Assert.True(test.Creation.Done);
    }

    [Fact]
    public async Task The_model_refers_to_its_data_and_scores_it()
    {
        using var world = await SeededAsync();
        var space = Named(world, ContainerKind.Space, "churnUATspace");
        var data = Only(world, space, "data_asset");
        var model = Only(world, space, "wml_model");
        var entity = model.Entity.Object("wml_model")!;
        Assert.Equal("pmml_4.2.1", entity.Text("type"));
        Assert.Equal("CHURN", entity.Text("label_column"));
        Assert.Equal("493bcb95-16f1-5bc5-bee8-81b8af80e9c7", entity.Text("software_spec", "id"));
        Assert.Equal($"/v2/assets/{data.Id}?space_id={space.Id}", entity.Array("training_data_references")![0].Text("location", "href"));

        var compiled = PmmlModel.Load(await BytesAsync(space, model));
        var schema = entity.Object("schemas")!.Array("input")![0].Array("fields")!;
        Assert.Equal(16, schema.Count);
        Assert.Empty(compiled.FindMissingFields([.. schema.Select(f => f.Text("name")!)]));
        Assert.Equal("CHURN", compiled.Target);

        var lines = System.Text.Encoding.UTF8.GetString(await BytesAsync(space, data)).Split('\n');
        Assert.Equal(lines[0], string.Join(',', schema.Select(f => f.Text("name")).Append("CHURN")));
        var scorer = compiled.CreateScorer(lines[0].Split(','));
        var right = lines[1..^1].Select(l => l.Split(',')).Count(row => Equals(scorer.Score(row).Value, row[^1]));
        Assert.InRange(right, 0.97 * ChurnDataGenerator.Rows, ChurnDataGenerator.Rows);
    }

    [Fact]
    public async Task The_model_deploys_and_scores_over_rest()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { Seeds = ["churn"] });
        var space = Named(host.World, ContainerKind.Space, "churnUATspace");
        var model = Only(host.World, space, "wml_model");
        var created = await host.Admin.PostAsync("/ml/v4/deployments?version=2021-06-21", $$"""{ "name":"churn","space_id":"{{space.Id}}","asset":{"id":"{{model.Id}}"},"online":{ } }""");
        var id = created.Body.Text("metadata", "id")!;
        string? state = null;
        for (var i = 0; i < 20 && state is not ("ready" or "failed"); i++)
            state = (await host.Admin.GetAsync($"/ml/v4/deployments/{id}?version=2021-06-21&space_id={space.Id}")).Body.Text("entity", "status", "state");
        Assert.Equal("ready", state);

        // A single woman with a high income who calls much abroad does not leave by the data's rules; one with a low income does.
        var reply = await host.Admin.PostAsync($"/ml/v4/deployments/{id}/predictions?version=2021-06-21", """
            {"input_data":[{"fields":["ID","LONGDISTANCE","INTERNATIONAL","LOCAL","DROPPED","PAYMETHOD","LOCALBILLTYPE","LONGDISTANCEBILLTYPE","USAGE","RATEPLAN","GENDER","STATUS","CHILDREN","ESTINCOME","CAROWNER","AGE"],
             "values":[[1,20,5,50,0,"CC","Budget","Standard",75,2,"F","S",1,90000,"N",50],[2,20,5,50,0,"CC","Budget","Standard",75,2,"F","S",1,20000.5,"N",50.25]]}]}
            """);
        var block = Assert.Single(reply.Body.Array("predictions")!);
        Assert.Equal(["$R-CHURN", "$RC-CHURN", "$RP-CHURN", "$RP-T", "$RP-F"], block.Strings("fields"));
        Assert.Equal(["F", "T"], block.Array("values")!.Select(v => v![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Trains_on_a_given_file_and_logs_how_well()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, ChurnDataGenerator.Generate(seed: 5, rows: 600), TestContext.Current.CancellationToken);
            var log = new ListLogger();
            using var world = await SeededAsync(file, log);
            var space = Named(world, ContainerKind.Space, "churnUATspace");
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await BytesAsync(space, Only(world, space, "data_asset")));
            Assert.NotEqual(ChurnFiles.Model(), await BytesAsync(space, Only(world, space, "wml_model")));
            Assert.Matches(@"trained on 3\d\d rows of .+: accuracy 0\.9\d+, AUC 0\.9\d+ on 24\d held-out rows", Assert.Single(log.Lines));
            Assert.Equal(log.Lines, JsonNode.Parse(new ReadyMessage(new Uri("http://127.0.0.1:1"), "", "4.8", 1, "", new JsonObject(), [.. world.Notices]).ToJson()).Strings("notices"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_unfit_file_stops_the_start()
    {
        var file = Path.GetTempFileName();
        try
        {
            await Assert.ThrowsAsync<ChurnDataException>(() => SandboxServer.StartAsync(
                new SandboxOptions { Urls = [new Uri("http://127.0.0.1:0")], Seeds = ["churn"], ChurnData = file }, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add(formatter(state, exception));
    }
}
