using System.Text;
using System.Text.Json;
using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Pmml.Reply;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class ReplyTests
{
    private const string Tree = """
        <TreeModel functionName="classification">{0}{1}
          <Node score="yes" id="root"><True/>
            <Node id="low" score="yes"><SimplePredicate field="x" operator="lessThan" value="5"/>
              <ScoreDistribution value="yes" recordCount="9" confidence="0.85"/><ScoreDistribution value="no" recordCount="1" confidence="0.15"/></Node>
            <Node id="high" score="no"><SimplePredicate field="x" operator="greaterOrEqual" value="5"/>
              <ScoreDistribution value="yes" recordCount="1" confidence="0.25"/><ScoreDistribution value="no" recordCount="3" confidence="0.75"/></Node>
          </Node></TreeModel>
        """;

    private static PmmlModel TreeModel(string output = "")
        => PmmlText.Model(Tree.Replace("{0}", PmmlText.SchemaT, StringComparison.Ordinal).Replace("{1}", output, StringComparison.Ordinal));

    private static string Reply(PmmlModel model, string input)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) PmmlReplyWriter.Write(writer, model, JsonElement.Parse(input));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void Without_output_a_tree_answers_in_the_clusters_columns() => Assert.Equal(
        """{"id":"1","fields":["$R-t","$RC-t","$RP-t","$RP-yes","$RP-no","$RI-t"],"values":[["yes",0.85,0.9,0.9,0.1,"low"],["no",0.75,0.75,0.25,0.75,"high"],[null,null,null,null,null,null]]}""",
        Reply(TreeModel(), """{"id":"1","fields":["c","x"],"values":[["red",1],["red",7],["red",null]]}"""));

    [Fact]
    public void With_output_its_final_fields_are_the_columns()
    {
        const string output = """
            <Output>
              <OutputField name="helper" feature="probability" value="no" dataType="double" isFinalResult="false"/>
              <OutputField name="Predicted_t" optype="categorical" dataType="string" feature="predictedValue"/>
              <OutputField name="Probability_no" dataType="double" feature="probability" value="no"/>
              <OutputField name="p" dataType="double" feature="probability"/>
              <OutputField name="conf" dataType="double" feature="confidence"/>
              <OutputField name="node" dataType="string" feature="entityId"/>
              <OutputField name="alarm" dataType="boolean" feature="decision"><Apply function="greaterThan"><FieldRef field="helper"/><Constant>0.5</Constant></Apply></OutputField>
            </Output>
            """;
        Assert.Equal(
            """{"fields":["Predicted_t","Probability_no","p","conf","node","alarm"],"values":[["no",0.75,0.75,0.75,"high",true],["yes",0.1,0.9,0.85,"low",false]]}""",
            Reply(TreeModel(output), """{"fields":["x"],"values":[[7],[1]]}"""));
    }

    [Fact]
    public void A_regression_answers_with_its_value()
    {
        var model = PmmlText.Model($"""
            <RegressionModel functionName="regression">{PmmlText.SchemaN}<RegressionTable intercept="1.5"><NumericPredictor name="x" coefficient="2"/></RegressionTable></RegressionModel>
            """);
        Assert.Equal("""{"fields":["$R-n"],"values":[[3.5],[null]]}""", Reply(model, """{"fields":["x"],"values":[[1],[null]]}"""));
    }

    [Fact]
    public void Without_fields_values_stand_in_the_models_order()
        => Assert.Contains("\"low\"", Reply(TreeModel(), """{"values":[[1,2,"red"]]}"""), StringComparison.Ordinal);

    [Fact]
    public void Integer_classes_come_back_as_numbers()
    {
        var model = PmmlText.Model("""
            <TreeModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="k" usageType="target"/></MiningSchema>
              <Node score="1"><True/><ScoreDistribution value="0" recordCount="1"/><ScoreDistribution value="1" recordCount="3"/></Node></TreeModel>
            """, dictionary: """<DataField name="k" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField>""");
        Assert.Equal("""{"fields":["$R-k","$RC-k","$RP-k","$RP-0","$RP-1","$RI-k"],"values":[[1,0.75,0.75,0.25,0.75,"1"]]}""", Reply(model, """{"fields":["x"],"values":[[0]]}"""));
    }

    [Theory]
    [InlineData("""{"fields":["x"],"values":[[1],["abc"]]}""", "Row 1, field 'x': 'abc' is not a value of type Double.")]
    [InlineData("""{"fields":["x","c"],"values":[[1]]}""", "Row 0, field 'values': the row has 1 values, but there are 2 columns.")]
    [InlineData("""{"fields":["x"],"values":[1]}""", "a row must be an array")]
    [InlineData("""{"fields":["X"],"values":[[1]]}""", "none of the model's 3 fields")]
    [InlineData("""{"fields":["x","x"],"values":[[1,2]]}""", "twice")]
    [InlineData("""{"fields":["x",1],"values":[[1,2]]}""", "array of strings")]
    [InlineData("""{"fields":["x"]}""", "an array of rows is required")]
    [InlineData("""[1]""", "must be an object")]
    public void Bad_requests_are_explained(string input, string message)
        => Assert.Contains(message, Assert.Throws<PmmlValueException>(() => Reply(TreeModel(), input)).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_and_extra_columns()
    {
        var model = TreeModel();
        Assert.Equal(["y", "c"], model.FindMissingFields(["x", "other"]));
        Assert.Contains("\"low\"", Reply(model, """{"fields":["other","x"],"values":[["?",1]]}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<OutputField name="o" feature="reasonCode"/>""", "reasonCode")]
    [InlineData("""<OutputField name="o" feature="probability" value="yes" rank="2"/>""", "rank")]
    public void Unsupported_features_are_named(string field, string message)
        => Assert.Contains(message, Assert.Throws<PmmlUnsupportedException>(() => TreeModel($"<Output>{field}</Output>")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""<OutputField name="o" feature="probability" value="perhaps"/>""", "perhaps")]
    [InlineData("""<OutputField name="o" feature="transformedValue"/>""", "no expression")]
    [InlineData("""<OutputField name="o" feature="predictedValue" segmentId="9"/>""", "'9'")]
    public void Faulty_outputs_do_not_load(string field, string message)
        => Assert.Contains(message, Assert.Throws<PmmlFormatException>(() => TreeModel($"<Output>{field}</Output>")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Threads_share_a_model_without_mixing_rows()
    {
        var model = TreeModel();
        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, (thread, _) =>
        {
            var scorer = model.CreateScorer(["x"]);
            for (var i = 0; i < 5000; i++)
            {
                var x = (i + thread) % 10;
                Assert.Equal(x < 5 ? "yes" : "no", scorer.Score([x]).Value);
            }

            return ValueTask.CompletedTask;
        });
    }
}
