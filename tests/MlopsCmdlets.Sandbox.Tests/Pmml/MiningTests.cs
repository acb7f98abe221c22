using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class MiningTests
{
    private static string Constant(double value) => FormattableString.Invariant(
        $"""<RegressionModel functionName="regression">{PmmlText.Schema}<RegressionTable intercept="{value}"/></RegressionModel>""");

    /// <summary>A tree that says <paramref name="score"/> with this probability of yes.</summary>
    private static string Voter(string score, double yes) => FormattableString.Invariant($"""
        <TreeModel functionName="classification">{PmmlText.SchemaT}<Node score="{score}"><True/>
          <ScoreDistribution value="yes" recordCount="{yes * 100}"/><ScoreDistribution value="no" recordCount="{100 - (yes * 100)}"/></Node></TreeModel>
        """);

    private static PmmlModel Ensemble(string function, string method, params string[] segments) => PmmlText.Model($"""
        <MiningModel functionName="{function}">{(function == "regression" ? PmmlText.SchemaN : PmmlText.SchemaT)}
          <Segmentation multipleModelMethod="{method}">{string.Concat(segments)}</Segmentation>
        </MiningModel>
        """);

    private static string Segment(double weight, string model, string predicate = "<True/>")
        => FormattableString.Invariant($"""<Segment weight="{weight}">{predicate}{model}</Segment>""");

    [Theory]
    [InlineData("sum", 16.0)] // 1 + 2 + 13
    [InlineData("average", 16.0 / 3)]
    [InlineData("weightedAverage", 4.8)] // weights 5, 2, 3: (1·5 + 2·2 + 13·3)/10
    [InlineData("median", 2.0)]
    [InlineData("max", 13.0)]
    [InlineData("x-weightedSum", 48.0)]
    public void Numbers(string method, double expected)
    {
        var model = Ensemble("regression", method, Segment(5, Constant(1)), Segment(2, Constant(2)), Segment(3, Constant(13)));
        Assert.Equal(expected, (double)model.Score(("x", 0)).Value!, 12);
    }

    [Fact]
    public void Segments_whose_predicate_is_false_or_unknown_are_left_out()
    {
        const string small = """<SimplePredicate field="x" operator="lessThan" value="5"/>""";
        var model = Ensemble("regression", "sum", Segment(1, Constant(1)), Segment(1, Constant(10), small));
        Assert.Equal(11.0, model.Score(("x", 0)).Value);
        Assert.Equal(1.0, model.Score(("x", 9)).Value);
        Assert.Equal(1.0, model.Score(("x", null), ("y", 0)).Value);
    }

    [Theory]
    [InlineData("majorityVote", "no", 2.0 / 3)] // yes, no, no
    [InlineData("weightedMajorityVote", "yes", 0.6)] // weight 6 for yes, 2 + 2 for no
    [InlineData("average", "yes", 0.6)] // yes: (0.99 + 0.45 + 0.36)/3
    [InlineData("weightedAverage", "yes", 0.756)] // (6·0.99 + 2·0.45 + 2·0.36)/10 = 7.56/10
    [InlineData("max", "yes", 0.99)]
    [InlineData("median", "no", 0.55)] // yes: median 0.45, no: median 0.55
    public void Classes(string method, string expected, double probability)
    {
        var model = Ensemble("classification", method, Segment(6, Voter("yes", 0.99)), Segment(2, Voter("no", 0.45)), Segment(2, Voter("no", 0.36)));
        var p = model.Score(("x", 0));
        Assert.Equal(expected, p.Value);
        Assert.Equal(probability, p.Probability!.Value, 12);
    }

    [Fact]
    public void Select_first_answers_with_the_segment_that_applies()
    {
        const string red = """<SimplePredicate field="c" operator="equal" value="red"/>""";
        var model = PmmlText.Model($"""
            <MiningModel functionName="classification">{PmmlText.SchemaT}<Segmentation multipleModelMethod="selectFirst">
              <Segment id="reds">{red}{Voter("yes", 0.8)}</Segment><Segment id="rest"><True/>{Voter("no", 0.3)}</Segment>
            </Segmentation></MiningModel>
            """);
        var p = model.Score(("c", "red"));
        Assert.Equal(("yes", "reds"), (p.Value, p.EntityId));
        p = model.Score(("c", "blue"));
        Assert.Equal(("no", "rest"), (p.Value, p.EntityId));
    }

    [Fact]
    public void Chain_passes_outputs_on_and_ends_with_the_last()
    {
        // Segment 1: s = 2x + 1. Its Output doubles it. Segment 2: logistic(d - 10) for "yes".
        var model = PmmlText.Model($"""
            <MiningModel functionName="classification">{PmmlText.SchemaT}<Segmentation multipleModelMethod="modelChain">
              <Segment id="1"><True/>
                <RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
                  <Output><OutputField name="s" feature="predictedValue" dataType="double" isFinalResult="false"/>
                    <OutputField name="d" feature="transformedValue" dataType="double"><Apply function="*"><FieldRef field="s"/><Constant>2</Constant></Apply></OutputField></Output>
                  <RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/></RegressionTable>
                </RegressionModel></Segment>
              <Segment id="2"><True/>
                <RegressionModel functionName="classification" normalizationMethod="logit">
                  <MiningSchema><MiningField name="d"/><MiningField name="t" usageType="target"/></MiningSchema>
                  <RegressionTable targetCategory="yes" intercept="-10"><NumericPredictor name="d" coefficient="1"/></RegressionTable>
                  <RegressionTable targetCategory="no" intercept="0"/>
                </RegressionModel></Segment>
            </Segmentation></MiningModel>
            """);
        // x = 3: s = 7, d = 14: logistic(4) = 0.98201379
        var p = model.Score(("x", 3));
        Assert.Equal("yes", p.Value);
        Assert.Equal(0.9820137900379085, p.Probability!.Value, 12);
        Assert.Equal(["yes", "no"], model.Classes);

        // x = 0: s = 1, d = 2: logistic(-8)
        Assert.Equal("no", model.Score(("x", 0)).Value);
    }

    [Fact]
    public void Segment_may_replace_missing_values_for_itself_alone()
    {
        const string own = """<RegressionModel functionName="regression"><MiningSchema><MiningField name="x" missingValueReplacement="100"/></MiningSchema><RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>""";
        const string plain = """<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><Node><True/><Node score="1"><SimplePredicate field="x" operator="isMissing"/></Node><Node score="2"><True/></Node></Node></TreeModel>""";
        var model = Ensemble("regression", "sum", Segment(1, own), Segment(1, plain));
        Assert.Equal(101.0, model.Score(("x", null), ("y", 0)).Value);
        Assert.Equal(9.0, model.Score(("x", 7)).Value);
    }

    [Theory]
    [InlineData("", null)] // continue: a sum with a missing part is missing
    [InlineData("""missingPredictionTreatment="skipSegment" """, 1.0)]
    [InlineData("""missingPredictionTreatment="skipSegment" missingThreshold="0.4" """, null)] // half of the segments are missing
    [InlineData("""missingPredictionTreatment="returnMissing" """, null)]
    public void Segments_without_result(string treatment, double? expected)
    {
        const string needsX = """<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><RegressionTable intercept="0"><NumericPredictor name="x" coefficient="1"/></RegressionTable></RegressionModel>""";
        var model = PmmlText.Model($"""
            <MiningModel functionName="regression">{PmmlText.SchemaN}
              <Segmentation multipleModelMethod="sum" {treatment}>{Segment(1, Constant(1))}{Segment(1, needsX)}</Segmentation></MiningModel>
            """);
        Assert.Equal(expected, (double?)model.Score(("x", null), ("y", 0)).Value);
    }

    [Theory]
    [InlineData(5.0, 2.0)] // the first segment is not for this row: nothing of it is missing
    [InlineData(-5.0, 2.0)]
    [InlineData(null, null)] // whether it is for this row is not known, but the second has no result
    public void A_chain_misses_only_results_of_segments_that_are_for_the_row(double? x, double? expected)
    {
        const string needsX = """<TreeModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema><Node><True/><Node score="2"><SimplePredicate field="x" operator="isNotMissing"/></Node></Node></TreeModel>""";
        var model = PmmlText.Model($"""
            <MiningModel functionName="regression">{PmmlText.SchemaN}<Segmentation multipleModelMethod="modelChain" missingPredictionTreatment="returnMissing">
              <Segment id="1"><SimplePredicate field="x" operator="lessThan" value="0"/>{Constant(1)}</Segment>
              <Segment id="2"><True/>{needsX}</Segment>
            </Segmentation></MiningModel>
            """);
        Assert.Equal(expected, (double?)model.Score(("x", x), ("y", 0)).Value);
    }

    [Fact]
    public void Output_may_ask_one_segment()
    {
        var model = PmmlText.Model($"""
            <MiningModel functionName="regression">{PmmlText.SchemaN}
              <Output><OutputField name="all" feature="predictedValue" dataType="double"/><OutputField name="second" feature="predictedValue" segmentId="b" dataType="double"/></Output>
              <Segmentation multipleModelMethod="sum"><Segment id="a"><True/>{Constant(1)}</Segment><Segment id="b"><True/>{Constant(2)}</Segment></Segmentation>
            </MiningModel>
            """);
        Assert.Equal([3.0, 2.0], model.Score(("x", 0)).Outputs);
    }

    [Theory]
    [InlineData("classification", "sum")]
    [InlineData("regression", "majorityVote")]
    public void Methods_must_fit_the_function(string function, string method)
        => Assert.Throws<PmmlFormatException>(() => Ensemble(function, method, Segment(1, function == "regression" ? Constant(1) : Voter("yes", 1))));

    [Fact]
    public void Select_all_is_named_as_unsupported()
        => Assert.Equal("Segmentation", Assert.Throws<PmmlUnsupportedException>(() => Ensemble("regression", "selectAll", Segment(1, Constant(1)))).Element);
}
