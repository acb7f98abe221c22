using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Json.Schema;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Promotion.Tests.Environments;

/// <summary>The published schema and the reader agree.</summary>
public sealed class EnvironmentSchemaTests
{
    private static readonly string Root = typeof(EnvironmentSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Theory]
    [InlineData(EnvironmentFileTests.Full, true)]
    [InlineData("""{"version":1,"environments":[]}""", true)]
    [InlineData("""{"environments":[]}""", false)]
    [InlineData("""{"version":2,"environments":[]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","colour":1}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a b","url":"https://c","space":"s"}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://u:p@c","space":"s"}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":""}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","approvals":21}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","gates":[{"name":"n"}]}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","gates":[{"kind":"k","name":"n","severity":"Advisory"}]}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","freeze":[{"name":"w","from":"2026-01-01"}]}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","freeze":[{"name":"w","from":"2026-01-01","to":"2026-01-02","duration":"1:00"}]}]}""", false)]
    [InlineData("""{"version":1,"environments":[{"name":"a","url":"https://c","space":"s","map":{"values":{"x":{}}}}]}""", false)]
    public void Schema_and_reader_accept_the_same(string json, bool valid)
    {
        Assert.Equal(valid, IsValid(json));
        var failure = Record.Exception(() => EnvironmentFile.Read(Encoding.UTF8.GetBytes(json), "mlops.json"));
        Assert.Equal(valid, failure is null);
    }

    [Fact]
    public void The_example_is_valid_and_so_is_what_the_module_writes()
    {
        var example = File.ReadAllText(Path.Combine(Root, "module", "examples", "mlops.json"));
        Assert.True(IsValid(example));
        var file = EnvironmentFile.Read(Encoding.UTF8.GetBytes(example), "mlops.json");
        Assert.Equal(["dev", "uat", "prd"], file.Environments.Select(environment => environment.Name));
        Assert.True(IsValid(Encoding.UTF8.GetString(EnvironmentFileWriter.Put(null, "mlops.json", file.Environments[2] with { Predecessor = null }, replace: false))));
    }

    private static bool IsValid(string json) =>
        JsonSchema.FromText(File.ReadAllText(Path.Combine(Root, "module", "schemas", "mlops.schema.json"))).Evaluate(JsonNode.Parse(json)).IsValid;
}
