using System.Globalization;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class RegressionTests
{
    private static PmmlModel Regression(string method, string table) => PmmlText.Model($"""
        <RegressionModel functionName="regression" normalizationMethod="{method}">{PmmlText.SchemaN}
          <RegressionTable intercept="{table}
        </RegressionModel>
        """);

    private static PmmlModel Classification(string method, params string[] tables)
    {
        var names = new[] { "yes", "no", "maybe" };
        var body = string.Concat(tables.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $"""<RegressionTable targetCategory="{names[i]}" intercept="{t}"/>""")));
        var third = tables.Length == 3 ? """<DataField name="t3" optype="categorical" dataType="string"/>""" : "";
        var schema = tables.Length == 3 ? PmmlText.SchemaT.Replace("\"t\"", "\"t3\"", StringComparison.Ordinal) : PmmlText.SchemaT;
        return PmmlText.Model($"""<RegressionModel functionName="classification" normalizationMethod="{method}">{schema}{body}</RegressionModel>""", dictionary: third);
    }

    [Fact]
    public void Sums_numeric_powers_categories_and_products()
    {
        var model = Regression("none", """
            1.5"><NumericPredictor name="x" coefficient="2"/><NumericPredictor name="y" exponent="2" coefficient="0.5"/>
            <CategoricalPredictor name="c" value="red" coefficient="10"/><CategoricalPredictor name="c" value="blue" coefficient="-10"/>
            <PredictorTerm coefficient="3"><FieldRef field="x"/><FieldRef field="y"/></PredictorTerm></RegressionTable>
            """);
        // 1.5 + 2·3 + 0.5·4² + 10 + 3·3·4 = 61.5; green has no coefficient: 51.5
        Assert.Equal(61.5, model.Score(("x", 3), ("y", 4), ("c", "red")).Value);
        Assert.Equal(51.5, model.Score(("x", 3), ("y", 4), ("c", "green")).Value);
        Assert.Equal(51.5, model.Score(("x", 3), ("y", 4), ("c", null)).Value); // a missing category adds nothing
        Assert.Null(model.Score(("x", null), ("y", 4), ("c", "red")).Value); // a missing number leaves no result
    }

    [Theory]
    [InlineData("none", 0.5)]
    [InlineData("logit", 0.6224593312018546)] // 1/(1+e^-0.5)
    [InlineData("softmax", 0.6224593312018546)]
    [InlineData("exp", 1.6487212707001282)] // e^0.5
    [InlineData("probit", 0.6914624612740131)] // Φ(0.5)
    [InlineData("cloglog", 0.807704354452035)] // 1-exp(-e^0.5)
    [InlineData("loglog", 0.5452392118926051)] // exp(-e^-0.5)
    [InlineData("cauchit", 0.6475836176504333)] // 0.5 + atan(0.5)/π
    public void Normalization_of_a_regression(string method, double expected)
        => Assert.Equal(expected, (double)Regression(method, """0.5"/>""").Score(("x", 0)).Value!, 12);

    [Theory]
    [InlineData("logit", 0.6224593312018546)]
    [InlineData("none", 0.5)]
    [InlineData("probit", 0.6914624612740131)]
    [InlineData("softmax", 0.7310585786300049)] // e^0.5/(e^0.5+e^-0.5) = 1/(1+e^-1)
    public void Two_classes(string method, double first)
    {
        var p = Classification(method, "0.5", "-0.5").Score(("x", 0));
        Assert.Equal(first, p.Probabilities![0], 12);
        Assert.Equal(1 - first, p.Probabilities[1], 12);
        Assert.Equal("yes", p.Value);
    }

    [Fact]
    public void Three_classes()
    {
        // softmax(1,2,3): e^1+e^2+e^3 = 30.19287485
        var p = Classification("softmax", "1", "2", "3").Score(("x", 0));
        Assert.Equal("maybe", p.Value);
        Assert.Equal(0.09003057317038046, p.Probabilities![0], 12);
        Assert.Equal(0.6652409557748219, p.Probability!.Value, 12);

        p = Classification("simplemax", "1", "2", "5").Score(("x", 0));
        Assert.Equal([0.125, 0.25, 0.625], p.Probabilities!);

        p = Classification("none", "0.2", "0.5", "77").Score(("x", 0)); // the last is what remains
        Assert.Equal(0.3, p.Probabilities![2], 12);
        Assert.Equal("no", p.Value);
    }

    [Fact]
    public void Large_figures_do_not_overflow_softmax()
        => Assert.Equal([0, 1], Classification("softmax", "0", "2000").Score(("x", 0)).Probabilities!);

    [Fact]
    public void Ordinal_target_takes_cumulative_probabilities()
    {
        var model = PmmlText.Model("""
            <RegressionModel functionName="classification" normalizationMethod="logit">
              <MiningSchema><MiningField name="x"/><MiningField name="level" usageType="target"/></MiningSchema>
              <RegressionTable targetCategory="low" intercept="-1"/><RegressionTable targetCategory="mid" intercept="1"/><RegressionTable targetCategory="high" intercept="0"/>
            </RegressionModel>
            """, dictionary: """<DataField name="level" optype="ordinal" dataType="string"><Value value="low"/><Value value="mid"/><Value value="high"/></DataField>""");
        var p = model.Score(("x", 0));
        // logistic(-1) = 0.26894142, logistic(1) = 0.73105858: low 0.2689, mid 0.4621, high 0.2689
        Assert.Equal("mid", p.Value);
        Assert.Equal(0.4621171572600098, p.Probability!.Value, 12);
    }

    [Fact]
    public void Missing_number_leaves_a_classification_without_result()
    {
        var model = PmmlText.Model($"""
            <RegressionModel functionName="classification" normalizationMethod="logit">{PmmlText.SchemaT}
              <RegressionTable targetCategory="yes" intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable>
              <RegressionTable targetCategory="no" intercept="0"/>
            </RegressionModel>
            """);
        var p = model.Score(("x", null), ("y", 1));
        Assert.Null(p.Value);
        Assert.Null(p.Probabilities);
    }

    [Fact]
    public void Targets_clamp_scale_and_round()
    {
        const string targets = """<Targets><Target field="n" max="10" rescaleFactor="2" rescaleConstant="0.3" castInteger="round"/></Targets>""";
        var model = PmmlText.Model($"""
            <RegressionModel functionName="regression">{PmmlText.SchemaN}{targets}
              <RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable>
            </RegressionModel>
            """);
        Assert.Equal(8.0, model.Score(("x", 3.7)).Value); // 3.7·2 + 0.3 = 7.7 → 8
        Assert.Equal(20.0, model.Score(("x", 99)).Value); // min(99, 10)·2 + 0.3 = 20.3 → 20
    }

    [Theory]
    [InlineData("regression", "simplemax", 1)]
    [InlineData("regression", "none", 2)]
    [InlineData("classification", "logit", 1)]
    [InlineData("classification", "exp", 2)]
    [InlineData("classification", "magic", 2)]
    public void Contradictions_do_not_load(string function, string method, int tables)
    {
        var body = string.Concat(Enumerable.Repeat("""<RegressionTable targetCategory="yes" intercept="0"/>""", tables));
        Assert.Throws<PmmlFormatException>(() => PmmlText.Model($"""<RegressionModel functionName="{function}" normalizationMethod="{method}">{PmmlText.SchemaT}{body}</RegressionModel>"""));
    }
}
