using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Which software specifications of the platform a plan needs, in all the forms in which assets name them, and what it says of each.</summary>
public sealed class SpecificationNeedsTests : PlanBench
{
    private const string Other = "0b848dd4-e681-5599-be41-b5f6fccc6471";

    private async Task<IReadOnlyList<PlannedChange>> NeedsAsync(string member, string value)
    {
        Model.Entity = Json($$$"""{"wml_model":{"type":"pmml_4.2.1","{{{member}}}":{{{value}}} }}""");
        return [.. (await PlanAsync()).Changes.Where(change => change.Type == "software_specification")];
    }

    [Theory]
    [InlineData("software_spec", """{"id":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7"}""")]
    [InlineData("software_spec", """{"base_id":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7"}""")]
    [InlineData("software_spec", """{"guid":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7"}""")]
    [InlineData("software_spec", """{"id":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7","base_id":"x","guid":"y"}""")]
    [InlineData("software_spec", """{"id":"","base_id":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7","guid":"y"}""")]
    [InlineData("software_spec", """{"name":"pmml-3.0_4.3"}""")]
    [InlineData("software_specs", """[{"name":"pmml-3.0_4.3"}]""")]
    [InlineData("software_specification", """{"name":"pmml-3.0_4.3"}""")]
    [InlineData("base_software_specification", """{"guid":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7"}""")]
    [InlineData("hybrid_pipeline_software_specs", """[{"id":"493bcb95-16f1-5bc5-bee8-81b8af80e9c7"}]""")]
    [InlineData("pipelines", """[{"steps":[{"software_spec":{"name":"pmml-3.0_4.3"}}]}]""")]
    public async Task It_is_found_in_each_form_of_reference(string member, string value)
    {
        var need = Assert.Single(await NeedsAsync(member, value));
        Assert.Equal(("pmml-3.0_4.3", ChangeAction.Unchanged, Specification), (need.Name, need.Action, need.DestinationId));
        Assert.Equal("The destination's cluster has it.", need.Reason);
        Assert.Equal("wml_model 'churn': software specification", need.NeededBy);
    }

    [Theory]
    [InlineData("software_spec", """{"id":"","name":""}""")]
    [InlineData("software_spec", """{"id":5}""")]
    [InlineData("software_spec", "\"pmml-3.0_4.3\"")]
    [InlineData("software", """{"name":"pmml-3.0_4.3"}""")]
    public async Task What_names_none_needs_none(string member, string value) => Assert.Empty(await NeedsAsync(member, value));

    [Fact]
    public async Task Several_are_listed_by_name_and_each_once()
    {
        Specifications.Known.Add(new(Other, "a-runtime", "supported", null));
        var needs = await NeedsAsync("software_specs", $$$"""[{"name":"pmml-3.0_4.3"},{"id":"{{{Other}}}"},{"name":"pmml-3.0_4.3"},{"name":"zz"}]""");
        Assert.Equal(["a-runtime", "pmml-3.0_4.3", "zz"], needs.Select(need => need.Name));
    }

    [Fact]
    public async Task An_id_counts_more_than_a_name()
    {
        Specifications.Known.Insert(0, new(Other, "pmml-3.0_4.3", "supported", null));
        var need = Assert.Single(await NeedsAsync("software_spec", $$$"""{"id":"{{{Specification}}}","name":"pmml-3.0_4.3"}"""));
        Assert.Equal((ChangeAction.Unchanged, Specification), (need.Action, need.DestinationId));
    }

    [Fact]
    public async Task One_of_the_name_with_another_id_blocks_because_models_refer_by_id()
    {
        var need = Assert.Single(await NeedsAsync("software_spec", $$$"""{"id":"{{{Other}}}","name":"pmml-3.0_4.3"}"""));
        Assert.Equal(ChangeAction.Blocked, need.Action);
        Assert.Contains($"another id ({Specification})", need.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_only_an_id_names_is_told_by_its_id()
    {
        var need = Assert.Single(await NeedsAsync("software_spec", $$$"""{"id":"{{{Other}}}"}"""));
        Assert.Equal((ChangeAction.Blocked, Other, null), (need.Action, need.Name, need.DestinationId));
        Assert.Contains("does not have it", need.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deprecated", null, ChangeAction.Unchanged, "The destination's cluster has it, but it is deprecated.")]
    [InlineData("deprecated", "runtime-25.1", ChangeAction.Unchanged, "The destination's cluster has it, but it is deprecated in favour of 'runtime-25.1'.")]
    [InlineData("retired", null, ChangeAction.Blocked, "It is retired at the destination: save the model with one that is supported there.")]
    [InlineData("retired", "runtime-25.1", ChangeAction.Blocked, "It is retired at the destination: save the model with 'runtime-25.1'.")]
    public async Task The_end_of_its_life_is_told_with_what_to_take_instead(string lifeCycle, string? replacement, ChangeAction action, string reason)
    {
        Specifications.Known[0] = Specifications.Known[0] with { LifeCycle = lifeCycle, Replacement = replacement };
        var need = Assert.Single(await NeedsAsync("software_spec", """{"name":"pmml-3.0_4.3"}"""));
        Assert.Equal((action, reason), (need.Action, need.Reason));
    }
}
