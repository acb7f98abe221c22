using System.Text.Json;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

/// <summary>What becomes of a row's values before the model sees them. The model's result is the field itself, or -1 when it is missing.</summary>
public sealed class FieldTreatmentTests
{
    private static object? Number(string mining, object? value, string content = "", string type = "double")
    {
        var model = PmmlText.Model($"""
            <RegressionModel functionName="regression"><MiningSchema><MiningField name="f" {mining}/><MiningField name="n" usageType="target"/></MiningSchema>
              <LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="f" mapMissingTo="-1"/></DerivedField></LocalTransformations>
              <RegressionTable intercept="0"><NumericPredictor name="d" coefficient="1"/></RegressionTable></RegressionModel>
            """, dictionary: $"""<DataField name="f" optype="continuous" dataType="{type}">{content}</DataField>""");
        return model.Score(("f", value)).Value;
    }

    private static string? Text(string mining, object? value, string content = """<Value value="a"/><Value value="b"/>""", string type = "string")
    {
        var model = PmmlText.Model($"""
            <TreeModel functionName="classification"><MiningSchema><MiningField name="f" {mining}/><MiningField name="t" usageType="target"/></MiningSchema>
              <Output><OutputField name="o" dataType="string" feature="transformedValue"><FieldRef field="f" mapMissingTo="?"/></OutputField></Output>
              <Node score="yes"><True/></Node></TreeModel>
            """, dictionary: $"""<DataField name="f" optype="categorical" dataType="{type}">{content}</DataField>""");
        return (string?)model.Score(("f", value)).Outputs[0];
    }

    [Fact]
    public void Missing_values_are_replaced()
    {
        Assert.Equal(-1.0, Number("", null));
        Assert.Equal(42.0, Number("missingValueReplacement='42'", null));
        Assert.Equal("b", Text("missingValueReplacement='b'", null));
        Assert.Contains("required", Assert.Throws<PmmlValueException>(() => Number("missingValueTreatment='returnInvalid'", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_codes_are_missing_in_any_type()
    {
        const string codes = """<Value value="-999" property="missing"/><Value value="NA" property="missing"/>""";
        Assert.Equal(-1.0, Number("", -999, codes));
        Assert.Equal(-1.0, Number("", "-999", codes));
        Assert.Equal(-1.0, Number("", "NA", codes));
        Assert.Equal(-998.0, Number("", -998, codes));
        Assert.Equal(-1.0, Number("", "")); // an empty text where a number belongs
    }

    [Theory]
    [InlineData("asIs", 150.0)]
    [InlineData("asMissingValues", -1.0)]
    [InlineData("asExtremeValues", 100.0)]
    public void Outliers(string treatment, double expected)
    {
        Assert.Equal(expected, Number($"outliers='{treatment}' lowValue='0' highValue='100'", 150));
        Assert.Equal(50.0, Number($"outliers='{treatment}' lowValue='0' highValue='100'", 50));
    }

    [Fact]
    public void Outlier_that_becomes_missing_is_then_replaced()
        => Assert.Equal(7.0, Number("outliers='asMissingValues' lowValue='0' highValue='100' missingValueReplacement='7'", 150));

    [Fact]
    public void Unknown_category()
    {
        Assert.Contains("'z' is not among the values", Assert.Throws<PmmlValueException>(() => Text("", "z")).Message, StringComparison.Ordinal);
        Assert.Equal("z", Text("invalidValueTreatment='asIs'", "z"));
        Assert.Equal("?", Text("invalidValueTreatment='asMissing'", "z"));
        Assert.Equal("a", Text("invalidValueTreatment='asMissing' missingValueReplacement='a'", "z"));
        Assert.Equal("b", Text("invalidValueTreatment='asValue' invalidValueReplacement='b'", "z"));
        Assert.Equal("z", Text("", "z", content: "")); // no values listed: all are valid
        Assert.Throws<PmmlValueException>(() => Text("", "bad", """<Value value="bad" property="invalid"/>"""));
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(10.0, false)]
    [InlineData(20.0, true)]
    public void Intervals(double value, bool valid)
    {
        const string content = """<Interval closure="closedOpen" leftMargin="0" rightMargin="10"/><Interval closure="closedClosed" leftMargin="20"/>""";
        if (valid) Assert.Equal(value, Number("", value, content));
        else Assert.Throws<PmmlValueException>(() => Number("", value, content));
    }

    [Fact]
    public void Values_are_converted_to_the_fields_type()
    {
        Assert.Equal(2.5, Number("", "2.5"));
        Assert.Equal(2.0, Number("", 2, type: "integer"));
        Assert.Equal((double)0.1f, Number("", 0.1, type: "float"));
        Assert.Equal("5", Text("", 5, content: ""));
        Assert.Equal("true", Text("", true, content: "", type: "boolean"));
        Assert.Equal("true", Text("", "TRUE", content: "", type: "boolean"));
        Assert.Equal("false", Text("", 0, content: "", type: "boolean"));
    }

    [Theory]
    [InlineData("abc", "double", "'abc' is not a value of type Double")]
    [InlineData("1,5", "double", "'1,5'")]
    [InlineData(2.5, "integer", "'2.5' is not a value of type Integer")]
    [InlineData(true, "double", "'true'")]
    [InlineData("NaN", "double", "'NaN'")]
    public void Mistyped_values_are_named(object value, string type, string message)
    {
        foreach (var mining in new[] { "", "invalidValueTreatment='asIs'" })
        {
            var error = Assert.Throws<PmmlValueException>(() => Number(mining, value, type: type));
            Assert.Equal("f", error.Field);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(-1.0, Number("invalidValueTreatment='asMissing'", value, type: type));
    }

    [Fact]
    public void Json_objects_and_arrays_are_no_values()
    {
        var model = PmmlText.Model($"""<TreeModel functionName="classification">{PmmlText.SchemaT}<Node score="yes"><True/></Node></TreeModel>""");
        var error = Assert.Throws<PmmlValueException>(() => model.CreateScorer(["x"]).Score(JsonElement.Parse("[[1]]")));
        Assert.Equal("x", error.Field);
        error = Assert.Throws<PmmlValueException>(() => model.Evaluate(new Dictionary<string, object?> { ["x"] = new object() }));
        Assert.Equal("x", error.Field);
    }

    [Theory]
    [InlineData("<MiningField name='ghost'/>", "'ghost' is not in the DataDictionary")]
    [InlineData("<MiningField name='x' outliers='away'/>", "'away'")]
    [InlineData("<MiningField name='x' invalidValueTreatment='away'/>", "'away'")]
    [InlineData("<MiningField name='x' invalidValueTreatment='asValue'/>", "invalidValueReplacement")]
    [InlineData("<MiningField/>", "no attribute 'name'")]
    public void Faulty_schemas_do_not_load(string field, string message)
        => Assert.Contains(message, Assert.Throws<PmmlFormatException>(() => PmmlText.Model(
            $"""<TreeModel functionName="regression"><MiningSchema>{field}</MiningSchema><Node score="1"><True/></Node></TreeModel>""")).Message, StringComparison.Ordinal);
}
