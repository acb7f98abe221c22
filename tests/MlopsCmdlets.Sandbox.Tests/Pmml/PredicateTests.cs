using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class PredicateTests
{
    private const string XisOne = """<SimplePredicate field="x" operator="equal" value="1"/>""";
    private const string YisOne = """<SimplePredicate field="y" operator="equal" value="1"/>""";

    /// <summary>"T", "F" or "?" (unknown), told apart by a tree: nullPrediction when unknown, 1 when true, 0 when false.</summary>
    private static string Truth(string predicate, params (string, object?)[] row)
    {
        var model = PmmlText.Model($"""
            <TreeModel functionName="regression" missingValueStrategy="nullPrediction" noTrueChildStrategy="returnLastPrediction">{PmmlText.SchemaN}
              <Node score="0"><True/><Node score="1">{predicate}</Node></Node>
            </TreeModel>
            """);
        return model.Score([("c", "red"), .. row]).Value switch { 1.0 => "T", 0.0 => "F", _ => "?" };
    }

    private static object? Of(char truth) => truth switch { 'T' => 1, 'F' => 0, _ => null };

    [Theory]
    [InlineData("and", "TT=T TF=F T?=? FF=F F?=F ?F=F ??=?")]
    [InlineData("or", "TT=T TF=T T?=T ?T=T FF=F F?=? ??=?")]
    [InlineData("xor", "TT=F TF=T FT=T FF=F T?=? ?F=?")]
    [InlineData("surrogate", "T?=T F?=F ?T=T ?F=F ??=? TF=T FT=F")]
    public void Compound_follows_three_valued_logic(string name, string table)
    {
        foreach (var line in table.Split(' '))
        {
            var actual = Truth($"""<CompoundPredicate booleanOperator="{name}">{XisOne}{YisOne}</CompoundPredicate>""", ("x", Of(line[0])), ("y", Of(line[1])));
            Assert.Equal($"{name} {line}", $"{name} {line[..2]}={actual}");
        }
    }

    [Theory]
    [InlineData("equal", "FTF")]
    [InlineData("notEqual", "TFT")]
    [InlineData("lessThan", "TFF")]
    [InlineData("lessOrEqual", "TTF")]
    [InlineData("greaterThan", "FFT")]
    [InlineData("greaterOrEqual", "FTT")]
    public void Operators_on_numbers(string name, string belowAtAbove)
    {
        var predicate = $"""<SimplePredicate field="x" operator="{name}" value="2.5"/>""";
        Assert.Equal(belowAtAbove, Truth(predicate, ("x", 2.4)) + Truth(predicate, ("x", 2.5)) + Truth(predicate, ("x", 2.6)));
        Assert.Equal("?", Truth(predicate, ("x", null)));
    }

    [Fact]
    public void Missing_operators_are_never_unknown()
    {
        Assert.Equal("T", Truth("""<SimplePredicate field="x" operator="isMissing"/>""", ("x", null)));
        Assert.Equal("F", Truth("""<SimplePredicate field="x" operator="isNotMissing"/>""", ("x", null)));
        Assert.Equal("T", Truth("""<SimplePredicate field="x" operator="isNotMissing"/>""", ("x", 0)));
    }

    [Fact]
    public void Set_items_may_be_quoted_hold_blanks_and_escapes()
    {
        const string dictionary = """<DataField name="plan" optype="categorical" dataType="string"/>""";
        var model = PmmlText.Model("""
            <TreeModel functionName="regression"><MiningSchema><MiningField name="plan"/><MiningField name="n" usageType="target"/></MiningSchema>
              <Node score="0"><True/>
                <Node score="1"><SimpleSetPredicate field="plan" booleanOperator="isIn"><Array type="string">"two words" "a \"b\"" plain ""</Array></SimpleSetPredicate></Node>
                <Node score="0"><True/></Node>
              </Node>
            </TreeModel>
            """, dictionary: dictionary);
        foreach (var hit in new[] { "two words", "a \"b\"", "plain", "" }) Assert.Equal(1.0, model.Score(("plan", hit)).Value);
        Assert.Equal(0.0, model.Score(("plan", "two")).Value);
    }

    [Fact]
    public void Ordinal_text_is_compared_by_the_order_of_its_values()
    {
        var model = PmmlText.Model("""
            <TreeModel functionName="regression"><MiningSchema><MiningField name="size"/><MiningField name="n" usageType="target"/></MiningSchema>
              <Node score="0"><True/>
                <Node score="1"><SimplePredicate field="size" operator="lessThan" value="large"/></Node>
                <Node score="2"><True/></Node>
              </Node>
            </TreeModel>
            """, dictionary: """<DataField name="size" optype="ordinal" dataType="string"><Value value="small"/><Value value="medium"/><Value value="large"/></DataField>""");
        Assert.Equal(1.0, model.Score(("size", "small")).Value); // by code point "small" comes after "large"
        Assert.Equal(2.0, model.Score(("size", "large")).Value);
    }

    [Theory]
    [InlineData("""<SimplePredicate field="x" operator="equal" value="much"/>""", "'much' is not a value of field 'x'")]
    [InlineData("""<SimplePredicate field="nowhere" operator="equal" value="1"/>""", "'nowhere'")]
    [InlineData("""<SimplePredicate field="x" operator="near" value="1"/>""", "'near'")]
    [InlineData("""<CompoundPredicate booleanOperator="nor"><True/></CompoundPredicate>""", "'nor'")]
    [InlineData("""<SimpleSetPredicate field="c" booleanOperator="isIn"><Array>"red</Array></SimpleSetPredicate>""", "open quote")]
    public void Faulty_predicates_do_not_load(string predicate, string message)
        => Assert.Contains(message, Assert.Throws<PmmlFormatException>(() => Truth(predicate)).Message, StringComparison.Ordinal);
}
