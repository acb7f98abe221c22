using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Gates;

public sealed class SchemaGateTests : GateBench
{
    public SchemaGateTests()
    {
        SetSchema(Bench.Target.Single("Churn"), ("AGE", "int"), ("INCOME", "double"), ("GENDER", "string"));
        SetSchema(Bench.Source.Single("Churn"), ("AGE", "int"), ("INCOME", "double"), ("GENDER", "string"));
    }

    [Theory]
    [InlineData("AGE:int,INCOME:double,GENDER:string", "")]
    [InlineData("GENDER:varchar(20),AGE:double,INCOME:float64", "")] // other words, another order, a wider number
    [InlineData("AGE:int,INCOME:double", "'GENDER' was removed")]
    [InlineData("AGE:int,INCOME:double,SEX:string", "'GENDER' was renamed to 'SEX'")]
    [InlineData("age:int,INCOME:double,GENDER:string", "'AGE' was renamed to 'age'")]
    [InlineData("AGE:string,INCOME:double,GENDER:string", "'AGE' changed from int to string")]
    [InlineData("AGE:int,INCOME:int,GENDER:string", "'INCOME' changed from double to int")]
    [InlineData("AGE:int,INCOME:double,GENDER:boolean", "'GENDER' changed from string to boolean")]
    [InlineData("AGE:int,INCOME:double,GENDER:string,CITY:string", "'CITY' (string) is new and demanded")]
    [InlineData("AGE:int,INCOME:double,GENDER:string,CITY:string?", "")] // nullable
    [InlineData("AGE:int,CITY:string", "'GENDER' was renamed to 'CITY'")]
    public async Task What_consumers_send_has_to_be_taken(string fields, string problem)
    {
        SetFields(fields);
        var result = await JudgeAsync("schema", "{}");
        Assert.Equal(problem.Length == 0 ? GateOutcome.Passed : GateOutcome.Failed, result.Outcome);
        Assert.Contains(problem, result.Evidence);
    }

    [Fact]
    public async Task All_problems_are_listed()
    {
        SetFields("AGE:string,CITY:int,ZIP:int");
        var result = await JudgeAsync("schema", "{}");
        Assert.Equal("5", result.Details["problems"]);
    }

    [Fact]
    public async Task The_smoke_data_has_to_have_the_columns()
    {
        Services = new GateServices { SmokeFields = ["age", "Income"] };
        var result = await JudgeAsync("schema", "{}");
        Assert.Equal(GateOutcome.Failed, result.Outcome);
        Assert.Contains("the smoke data has no column 'GENDER'", result.Evidence);
    }

    [Fact]
    public async Task The_smoke_data_may_leave_out_what_is_optional()
    {
        SetFields("AGE:int,INCOME:double,GENDER:string,CITY:string?");
        Services = new GateServices { SmokeFields = ["AGE", "INCOME", "GENDER"] };
        var result = await JudgeAsync("schema", "{}");
        Assert.Equal(GateOutcome.Passed, result.Outcome);
        Assert.Contains("what consumers send already", result.Evidence);
    }

    [Fact]
    public async Task Words_for_one_type_are_one_type()
    {
        SetSchema(Bench.Target.Single("Churn"), ("CHURNED", "bool"));
        SetFields("CHURNED:Boolean");
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("schema", "{}")).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Settings_that_are_not_there_are_none(string settings)
    {
        var definition = settings.Length == 0 ? new GateDefinition("schema", "schema") : Define("schema", settings);
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync(new GateRegistry(GateRegistry.Standard).Create([definition], Services).Single())).Outcome);
    }

    [Fact]
    public async Task Without_schemas_there_is_nothing_to_judge_by()
    {
        Bench.Target.Single("Churn").Entity = [];
        Assert.Equal(GateOutcome.NotRun, (await JudgeAsync("schema", "{}")).Outcome);
        Bench.Source.Single("Churn").Entity = [];
        Assert.Contains("'Churn' was stored without", (await JudgeAsync("schema", "{}")).Evidence);
    }

    [Fact]
    public async Task A_new_deployment_has_no_consumers_yet()
    {
        var plan = Bench.Planning.Plan();
        Plan = plan with { Deployment = new PlannedDeployment("new", DeploymentAction.Create) };
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("schema", "{}")).Outcome);
    }

    [Fact]
    public async Task Schemas_of_earlier_releases_are_read_too()
    {
        Bench.Target.Single("Churn").Entity = new JsonObject { ["input_data_schema"] = new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["name"] = "AGE", ["type"] = "integer" }) } };
        SetFields("AGE:int");
        Assert.Equal(GateOutcome.Passed, (await JudgeAsync("schema", "{}")).Outcome);
    }

    private void SetFields(string fields)
    {
        SetSchema(Bench.Source.Single("Churn"), [.. fields.Split(',').Select(field => (field.Split(':')[0], field.Split(':')[1].TrimEnd('?')))]);
        if (fields.EndsWith("?", StringComparison.Ordinal))
            Bench.Source.Single("Churn").Entity["wml_model"]!["schemas"]!["input"]![0]!["fields"]!.AsArray().Last()!["nullable"] = true;
    }
}
