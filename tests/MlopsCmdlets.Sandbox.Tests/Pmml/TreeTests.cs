using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

public sealed class TreeTests
{
    /// <summary>
    /// 100 rows at the root (60 yes, 40 no). x ≤ 10: 70 rows (50 yes, 20 no), split by y ≤ 5: 50 (45 yes, 5 no) and 20 (5 yes, 15 no).
    /// x > 10: 30 rows (10 yes, 20 no), a leaf.
    /// </summary>
    private static PmmlModel Tree(string attributes) => PmmlText.Model($"""
        <TreeModel functionName="classification" {attributes}>{PmmlText.SchemaT}
          <Node id="0" score="yes" recordCount="100" defaultChild="L"><True/>
            <ScoreDistribution value="yes" recordCount="60"/><ScoreDistribution value="no" recordCount="40"/>
            <Node id="L" score="yes" recordCount="70" defaultChild="LR"><SimplePredicate field="x" operator="lessOrEqual" value="10"/>
              <ScoreDistribution value="yes" recordCount="50"/><ScoreDistribution value="no" recordCount="20"/>
              <Node id="LL" score="yes" recordCount="50"><SimplePredicate field="y" operator="lessOrEqual" value="5"/>
                <ScoreDistribution value="yes" recordCount="45"/><ScoreDistribution value="no" recordCount="5"/></Node>
              <Node id="LR" score="no" recordCount="20"><SimplePredicate field="y" operator="greaterThan" value="5"/>
                <ScoreDistribution value="yes" recordCount="5"/><ScoreDistribution value="no" recordCount="15"/></Node>
            </Node>
            <Node id="R" score="no" recordCount="30"><SimplePredicate field="x" operator="greaterThan" value="10"/>
              <ScoreDistribution value="yes" recordCount="10"/><ScoreDistribution value="no" recordCount="20"/></Node>
          </Node>
        </TreeModel>
        """);

    [Theory]
    [InlineData(10.0, 5.0, "yes", 0.9, "LL")] // on both thresholds: the lessOrEqual side; 45/50
    [InlineData(10.0, 5.1, "no", 0.75, "LR")] // 15/20
    [InlineData(10.1, 0.0, "no", 0.6667, "R")] // 20/30
    public void Row_reaches_its_leaf(double x, double y, string expected, double probability, string node)
    {
        var p = Tree("").Score(("x", x), ("y", y), ("c", "red"));
        Assert.Equal(expected, p.Value);
        Assert.Equal(probability, p.Probability!.Value, 4);
        Assert.Equal(probability, p.Confidence!.Value, 4);
        Assert.Equal(node, p.EntityId);
        Assert.Equal(1, p.Probabilities!.Sum(), 12);
    }

    [Theory]
    [InlineData("none", "yes", "L")] // y is unknown, no child is true: returnLastPrediction stops at L
    [InlineData("lastPrediction", "yes", "L")]
    [InlineData("nullPrediction", null, null)]
    [InlineData("defaultChild", "no", "LR")] // L names LR as its default
    public void Missing_value_strategies(string strategy, string? expected, string? node)
    {
        var p = Tree($"""missingValueStrategy="{strategy}" noTrueChildStrategy="returnLastPrediction" """).Score(("x", 1.0), ("y", null));
        Assert.Equal(expected, p.Value);
        Assert.Equal(node, p.EntityId);
    }

    [Fact]
    public void No_true_child_gives_nothing_by_default()
    {
        var p = Tree("").Score(("x", 1.0), ("y", null));
        Assert.Null(p.Value);
        Assert.Null(p.Probabilities);
        Assert.Equal(-1, p.PredictedClass);
    }

    [Fact]
    public void Default_child_costs_confidence_but_not_probability()
    {
        // x and y missing: root → L (penalty), L → LR (penalty): confidence of "no" 15/20 × 0.8² = 0.48
        var p = Tree("""missingValueStrategy="defaultChild" missingValuePenalty="0.8" """).Score(("x", null), ("y", null));
        Assert.Equal("LR", p.EntityId);
        Assert.Equal(0.48, p.Confidence!.Value, 12);
        Assert.Equal(0.75, p.Probability!.Value, 12);
    }

    [Theory]
    [InlineData("and", 0.72)]
    [InlineData("or", 0.72)]
    [InlineData("surrogate", 0.72)]
    public void A_surrogate_inside_a_compound_predicate_costs_confidence_too(string name, double confidence)
    {
        // x is missing, so that y answers: 45/50 × 0.8.
        var model = PmmlText.Model($"""
            <TreeModel functionName="classification" missingValueStrategy="none" missingValuePenalty="0.8">{PmmlText.SchemaT}
              <Node id="0" recordCount="100"><True/>
                <Node id="L" score="yes" recordCount="50">
                  <CompoundPredicate booleanOperator="{name}">
                    <CompoundPredicate booleanOperator="surrogate">
                      <SimplePredicate field="x" operator="lessOrEqual" value="10"/><SimplePredicate field="y" operator="lessOrEqual" value="5"/>
                    </CompoundPredicate>
                    <SimplePredicate field="c" operator="equal" value="red"/>
                  </CompoundPredicate>
                  <ScoreDistribution value="yes" recordCount="45"/><ScoreDistribution value="no" recordCount="5"/></Node>
              </Node>
            </TreeModel>
            """);

        Assert.Equal(confidence, model.Score(("x", null), ("y", 1.0), ("c", "red")).Confidence!.Value, 12);
        Assert.Equal(0.9, model.Score(("x", 1.0), ("y", 1.0), ("c", "red")).Confidence!.Value, 12);
    }

    [Fact]
    public void Weighted_confidence_mixes_siblings_by_record_count()
    {
        // y missing under L: LL (50 rows, 0.9 yes) and LR (20 rows, 0.25 yes): yes = (50×0.9 + 20×0.25)/70 = 50/70
        var p = Tree("""missingValueStrategy="weightedConfidence" """).Score(("x", 1.0), ("y", null));
        Assert.Equal("yes", p.Value);
        Assert.Equal(50.0 / 70, p.Probability!.Value, 12);
    }

    [Fact]
    public void Weighted_confidence_recurses()
    {
        // x missing: L and R both possible. With y = 9, L goes on to LR (0.25 yes): yes = 0.7×0.25 + 0.3×(1/3) = 0.275
        var p = Tree("""missingValueStrategy="weightedConfidence" """).Score(("x", null), ("y", 9.0));
        Assert.Equal("no", p.Value);
        Assert.Equal(0.725, p.Probability!.Value, 12);
    }

    [Fact]
    public void Aggregate_nodes_adds_up_reachable_leaves()
    {
        // x missing, y = 9: leaves LR (5 yes, 15 no) and R (10 yes, 20 no): no = 35/50
        var p = Tree("""missingValueStrategy="aggregateNodes" """).Score(("x", null), ("y", 9.0));
        Assert.Equal("no", p.Value);
        Assert.Equal(0.7, p.Probability!.Value, 12);
    }

    [Fact]
    public void Regression_tree_scores_numbers_and_numbers_its_nodes()
    {
        var model = PmmlText.Model($"""
            <TreeModel functionName="regression" splitCharacteristic="binarySplit">{PmmlText.SchemaN}
              <Node score="5"><True/>
                <Node score="-1.5"><SimpleSetPredicate field="c" booleanOperator="isIn"><Array n="2" type="string">red "green"</Array></SimpleSetPredicate></Node>
                <Node score="2e3"><SimpleSetPredicate field="c" booleanOperator="isNotIn"><Array n="2" type="string">"red" "green"</Array></SimpleSetPredicate></Node>
              </Node>
            </TreeModel>
            """);
        Assert.Equal(PmmlFunction.Regression, model.Function);
        Assert.Equal(-1.5, model.Score(("c", "green")).Value);
        Assert.Equal(2000.0, model.Score(("c", "blue")).Value);
        Assert.Equal("3", model.Score(("c", "blue")).EntityId); // no ids: place in document order, from 1
    }

    [Fact]
    public void Explicit_probability_and_confidence_win_over_counts()
    {
        var model = PmmlText.Model($"""
            <TreeModel functionName="classification">{PmmlText.SchemaT}
              <Node><True/>
                <ScoreDistribution value="yes" recordCount="30" probability="0.4" confidence="0.35"/>
                <ScoreDistribution value="no" recordCount="10" probability="0.6" confidence="0.55"/>
              </Node>
            </TreeModel>
            """);
        var p = model.Score(("x", 1.0));
        Assert.Equal("no", p.Value); // no score attribute: the most probable class
        Assert.Equal(0.6, p.Probability);
        Assert.Equal(0.55, p.Confidence);
    }

    [Theory]
    [InlineData("""missingValueStrategy="guess" """, "guess")]
    [InlineData("""noTrueChildStrategy="guess" """, "guess")]
    public void Unknown_attribute_values_are_named(string attributes, string named)
        => Assert.Contains(named, Assert.Throws<PmmlFormatException>(() => Tree(attributes)).Message, StringComparison.Ordinal);
}
