using System.Globalization;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class TransformationTests
{
    private const string Norm = """
        <NormContinuous field="x" {0}><LinearNorm orig="0" norm="0"/><LinearNorm orig="10" norm="1"/><LinearNorm orig="20" norm="3"/></NormContinuous>
        """;

    [Theory]
    [InlineData("", 5.0, 0.5)]
    [InlineData("", 15.0, 2.0)]
    [InlineData("", -10.0, -1.0)] // beyond the end the first line goes on
    [InlineData("", 30.0, 5.0)]
    [InlineData("outliers='asExtremeValues'", 30.0, 3.0)]
    [InlineData("outliers='asMissingValues' mapMissingTo='-7'", 30.0, -7.0)]
    [InlineData("mapMissingTo='9'", null, 9.0)]
    public void Norm_continuous(string attributes, double? x, double expected)
        => Assert.Equal(expected, PmmlText.Derived(string.Format(CultureInfo.InvariantCulture, Norm, attributes), ("x", x))!.Value, 12);

    [Fact]
    public void Norm_discrete()
    {
        const string text = """<NormDiscrete field="c" value="green" mapMissingTo="0.5"/>""";
        Assert.Equal(1, PmmlText.Derived(text, ("c", "green")));
        Assert.Equal(0, PmmlText.Derived(text, ("c", "red")));
        Assert.Equal(0.5, PmmlText.Derived(text, ("c", null)));
    }

    [Theory]
    [InlineData(-5.0, 1.0)]
    [InlineData(0.0, 1.0)] // closed on the right
    [InlineData(0.1, 2.0)]
    [InlineData(10.0, 3.0)] // open on the right: the next bin has it
    [InlineData(99.0, -1.0)] // in no bin: the default
    [InlineData(null, 7.0)]
    public void Discretize(double? x, double expected) => Assert.Equal(expected, PmmlText.Derived("""
        <Discretize field="x" dataType="integer" defaultValue="-1" mapMissingTo="7">
          <DiscretizeBin binValue="1"><Interval closure="openClosed" rightMargin="0"/></DiscretizeBin>
          <DiscretizeBin binValue="2"><Interval closure="openOpen" leftMargin="0" rightMargin="10"/></DiscretizeBin>
          <DiscretizeBin binValue="3"><Interval closure="closedClosed" leftMargin="10" rightMargin="20"/></DiscretizeBin>
        </Discretize>
        """, ("x", x)));

    [Theory]
    [InlineData("red", 1.0, 10.0)]
    [InlineData("red", 2.0, 20.0)]
    [InlineData("blue", 1.0, -1.0)]
    [InlineData(null, 1.0, -2.0)]
    public void Map_values_by_two_fields(string? c, double x, double expected) => Assert.Equal(expected, PmmlText.Derived("""
        <MapValues outputColumn="out" dataType="double" defaultValue="-1" mapMissingTo="-2">
          <FieldColumnPair field="c" column="colour"/><FieldColumnPair field="x" column="size"/>
          <InlineTable><row><colour>red</colour><size>1</size><out>10</out></row><row><colour>red</colour><size>2</size><out>20</out></row></InlineTable>
        </MapValues>
        """, ("c", c), ("x", x)));

    private static string Call(string function, string attributes, params string[] arguments)
        => $"""<Apply function="{function}" {attributes}>{string.Concat(arguments)}</Apply>""";

    private static string Arguments(string text) => string.Concat(text.Split(' ').Select(a =>
        a is "x" or "y" or "c" ? $"""<FieldRef field="{a}"/>""" : $"""<Constant dataType="{(double.TryParse(a, CultureInfo.InvariantCulture, out _) ? "double" : "string")}">{a}</Constant>"""));

    [Theory]
    [InlineData("+", "x 2", 5)]
    [InlineData("-", "x 5", -2)]
    [InlineData("*", "x 4", 12)]
    [InlineData("/", "x 2", 1.5)]
    [InlineData("pow", "x 2", 9)]
    [InlineData("modulo", "-7 x", 2)] // the sign of the divisor
    [InlineData("threshold", "x 2", 1)]
    [InlineData("min", "x 2 7", 2)]
    [InlineData("max", "x 2 7", 7)]
    [InlineData("sum", "x 2 7", 12)]
    [InlineData("avg", "x 2 7", 4)]
    [InlineData("median", "x 2 7", 3)]
    [InlineData("product", "x 2 7", 42)]
    [InlineData("round", "2.5", 3)]
    [InlineData("rint", "2.5", 2)]
    [InlineData("floor", "-1.5", -2)]
    [InlineData("ceil", "-1.5", -1)]
    [InlineData("abs", "-1.5", 1.5)]
    [InlineData("exp", "0", 1)]
    [InlineData("ln", "1", 0)]
    [InlineData("log10", "1000", 3)]
    [InlineData("sqrt", "16", 4)]
    [InlineData("stringLength", "c", 3)]
    [InlineData("stdNormalCDF", "1.96", 0.9750021048517795)]
    [InlineData("dateDaysSinceYear", "2020-03-01 2020", 60)] // a leap year
    [InlineData("dateSecondsSinceMidnight", "2020-03-01T01:00:05 ", 3605)]
    public void Functions_to_numbers(string function, string arguments, double expected)
        => Assert.Equal(expected, PmmlText.Derived(Call(function, "", Arguments(arguments.TrimEnd())), ("x", 3.0), ("c", "red"))!.Value, 12);

    [Theory]
    [InlineData("equal", "c red", true)]
    [InlineData("notEqual", "c red", false)]
    [InlineData("lessThan", "x 3", false)]
    [InlineData("lessOrEqual", "x 3", true)]
    [InlineData("greaterThan", "x 2", true)]
    [InlineData("greaterOrEqual", "x 4", false)]
    [InlineData("isIn", "c blue red", true)]
    [InlineData("isNotIn", "c blue red", false)]
    [InlineData("matches", "c r.d", true)]
    [InlineData("matches", "c ^x", false)]
    [InlineData("isMissing", "y", false)]
    [InlineData("isNotMissing", "y", true)]
    public void Functions_to_truth(string function, string arguments, bool expected)
        => Assert.Equal(expected ? 1 : 0, PmmlText.Derived(Call("if", "", Call(function, "", Arguments(arguments)), Arguments("1"), Arguments("0")), ("x", 3.0), ("c", "red")));

    [Theory]
    [InlineData("uppercase", "c", "RED")]
    [InlineData("substring", "c 2 2", "ed")]
    [InlineData("concat", "c x", "red3")]
    [InlineData("replace", "c e+ o", "rod")]
    public void Functions_to_text(string function, string arguments, string expected)
        => Assert.Equal(1, PmmlText.Derived(Call("if", "", Call("equal", "", Call(function, "", Arguments(arguments)), Arguments(expected)), Arguments("1"), Arguments("0")), ("x", 3.0), ("c", "red")));

    [Fact]
    public void Missing_arguments()
    {
        Assert.Null(PmmlText.Derived(Call("+", "", Arguments("x 1")), ("x", null)));
        Assert.Equal(-1, PmmlText.Derived(Call("+", "mapMissingTo='-1'", Arguments("x 1")), ("x", null)));
        Assert.Equal(-2, PmmlText.Derived(Call("ln", "defaultValue='-2'", Arguments("x")), ("x", -1)));
        Assert.Equal(6, PmmlText.Derived(Call("sum", "", Arguments("x 2 4")), ("x", null)));
        Assert.Equal(1, PmmlText.Derived(Call("if", "", Call("isMissing", "", Arguments("x")), Arguments("1"), Arguments("0")), ("x", null)));
    }

    [Fact]
    public void If_evaluates_only_the_branch_that_counts()
    {
        // Without an else branch the result is missing.
        Assert.Null(PmmlText.Derived(Call("if", "", Call("greaterThan", "", Arguments("x 5")), Arguments("1")), ("x", 3)));
        Assert.Equal(1, PmmlText.Derived(Call("if", "", Call("greaterThan", "", Arguments("x 5")), Arguments("1")), ("x", 6)));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_or_is_broken_has_no_result()
    {
        foreach (var pattern in new[] { "^(a+)+$", "(" })
        {
            const string text = """<Constant dataType="string">aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!</Constant>""";
            var test = Call("matches", "", text, $"""<Constant dataType="string">{pattern}</Constant>""");
            Assert.Equal(-1, PmmlText.Derived(Call("if", "mapMissingTo='-1'", test, Arguments("1"), Arguments("0")), ("x", 0.0)));
        }
    }

    [Fact]
    public void Own_functions_are_inlined()
    {
        const string functions = """
            <DefineFunction name="twice" optype="continuous"><ParameterField name="v"/><Apply function="*"><FieldRef field="v"/><Constant>2</Constant></Apply></DefineFunction>
            <DefineFunction name="four" optype="continuous"><ParameterField name="x"/><Apply function="twice"><Apply function="twice"><FieldRef field="x"/></Apply></Apply></DefineFunction>
            """;
        Assert.Equal(28, PmmlText.Derived(Call("four", "", Arguments("7")), functions, ("x", 1.0)));
    }

    [Fact]
    public void Endless_functions_and_fields_are_refused()
    {
        const string functions = """<DefineFunction name="f" optype="continuous"><ParameterField name="v"/><Apply function="f"><FieldRef field="v"/></Apply></DefineFunction>""";
        Assert.Contains("without end", Assert.Throws<PmmlFormatException>(() => PmmlText.Derived(Call("f", "", Arguments("x")), functions, ("x", 1.0))).Message, StringComparison.Ordinal);
        Assert.Contains("depends on itself", Assert.Throws<PmmlFormatException>(() => PmmlText.Derived("""<FieldRef field="d"/>""", ("x", 1.0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derived_fields_may_use_each_other_in_any_order()
    {
        var model = PmmlText.Model($"""
            <RegressionModel functionName="regression">{PmmlText.SchemaN}
              <LocalTransformations>
                <DerivedField name="late" optype="continuous" dataType="double"><Apply function="+"><FieldRef field="early"/><FieldRef field="global"/></Apply></DerivedField>
                <DerivedField name="early" optype="continuous" dataType="integer"><Apply function="/"><FieldRef field="x"/><Constant>2</Constant></Apply></DerivedField>
              </LocalTransformations>
              <RegressionTable intercept="0"><NumericPredictor name="late" coefficient="1"/></RegressionTable>
            </RegressionModel>
            """, """<TransformationDictionary><DerivedField name="global" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="x"/><Constant>100</Constant></Apply></DerivedField></TransformationDictionary>""");
        Assert.Equal(703.0, model.Score(("x", 7)).Value); // 3 (declared integer) + 700
    }

    [Theory]
    [InlineData("<Apply function='conjure'><FieldRef field='x'/></Apply>", "Apply")]
    [InlineData("<Aggregate field='x' function='sum'/>", "Aggregate")]
    [InlineData("<TextIndex textField='c'><Constant>x</Constant></TextIndex>", "TextIndex")]
    public void Unsupported_expressions_are_named(string expression, string element)
        => Assert.Equal(element, Assert.Throws<PmmlUnsupportedException>(() => PmmlText.Derived(expression, ("x", 1.0))).Element);

    [Theory]
    [InlineData("<Apply function='if'><FieldRef field='x'/></Apply>")]
    [InlineData("<Apply function='pow'><FieldRef field='x'/></Apply>")]
    [InlineData("<Constant dataType='integer'>half</Constant>")]
    [InlineData("<NormContinuous field='x'><LinearNorm orig='1' norm='0'/><LinearNorm orig='1' norm='1'/></NormContinuous>")]
    public void Faulty_expressions_do_not_load(string expression)
        => Assert.Throws<PmmlFormatException>(() => PmmlText.Derived(expression, ("x", 1.0)));
}
