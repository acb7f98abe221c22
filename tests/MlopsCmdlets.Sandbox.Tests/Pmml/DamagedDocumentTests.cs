using System.Text;
using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

/// <summary>A document with every supported element, damaged in every single place: it loads, or it is refused with a reason, but nothing else happens.</summary>
public sealed class DamagedDocumentTests
{
    private const string Whole = """
        <PMML version="4.4">
          <DataDictionary numberOfFields="5">
            <DataField name="x" optype="continuous" dataType="double"><Interval closure="closedClosed" leftMargin="0" rightMargin="100"/><Value value="-9" property="missing"/></DataField>
            <DataField name="c" optype="categorical" dataType="string"><Value value="red"/><Value value="green"/></DataField>
            <DataField name="o" optype="ordinal" dataType="integer"><Value value="1"/><Value value="2"/></DataField>
            <DataField name="t" optype="categorical" dataType="string"><Value value="yes"/><Value value="no"/></DataField>
          </DataDictionary>
          <TransformationDictionary>
            <DefineFunction name="half" optype="continuous" dataType="double"><ParameterField name="v"/><Apply function="/"><FieldRef field="v"/><Constant dataType="double">2</Constant></Apply></DefineFunction>
            <DerivedField name="norm" optype="continuous" dataType="double"><NormContinuous field="x" outliers="asExtremeValues" mapMissingTo="0"><LinearNorm orig="0" norm="0"/><LinearNorm orig="100" norm="1"/></NormContinuous></DerivedField>
            <DerivedField name="bin" optype="categorical" dataType="string"><Discretize field="x" defaultValue="none" dataType="string"><DiscretizeBin binValue="low"><Interval closure="openOpen" rightMargin="50"/></DiscretizeBin></Discretize></DerivedField>
            <DerivedField name="map" optype="continuous" dataType="double"><MapValues outputColumn="out" dataType="double" defaultValue="0"><FieldColumnPair field="c" column="in"/><InlineTable><row><in>red</in><out>1</out></row></InlineTable></MapValues></DerivedField>
            <DerivedField name="disc" optype="continuous" dataType="double"><NormDiscrete field="c" value="red"/></DerivedField>
            <DerivedField name="fun" optype="continuous" dataType="double"><Apply function="if"><Apply function="greaterThan"><FieldRef field="x"/><Constant>3</Constant></Apply><Apply function="half"><FieldRef field="x"/></Apply><Constant>0</Constant></Apply></DerivedField>
          </TransformationDictionary>
          <MiningModel functionName="classification">
            <MiningSchema><MiningField name="x" outliers="asExtremeValues" lowValue="0" highValue="90" missingValueReplacement="5"/><MiningField name="c" invalidValueTreatment="asMissing"/><MiningField name="o"/><MiningField name="t" usageType="target"/></MiningSchema>
            <Output><OutputField name="p" feature="probability" value="yes" dataType="double"/><OutputField name="s" feature="predictedValue" segmentId="1" dataType="double"/><OutputField name="d" feature="decision" dataType="boolean"><Apply function="lessThan"><FieldRef field="p"/><Constant>0.5</Constant></Apply></OutputField></Output>
            <Targets><Target field="t"><TargetValue value="yes" displayValue="Yes" priorProbability="0.4"/><TargetValue value="no" priorProbability="0.6"/></Target></Targets>
            <LocalTransformations><DerivedField name="local" optype="continuous" dataType="double"><FieldRef field="norm"/></DerivedField></LocalTransformations>
            <Segmentation multipleModelMethod="modelChain" missingPredictionTreatment="continue" missingThreshold="1">
              <Segment id="1" weight="1"><True/>
                <TreeModel functionName="regression" missingValueStrategy="weightedConfidence" missingValuePenalty="0.9" noTrueChildStrategy="returnLastPrediction">
                  <MiningSchema><MiningField name="x" missingValueReplacement="1"/><MiningField name="c"/><MiningField name="bin"/><MiningField name="o"/></MiningSchema>
                  <Output><OutputField name="score" feature="predictedValue" dataType="double" isFinalResult="false"/></Output>
                  <Targets><Target min="0" max="10" rescaleFactor="2" rescaleConstant="1" castInteger="round"/></Targets>
                  <Node id="a" score="1" recordCount="10" defaultChild="b"><True/>
                    <Node id="b" score="2" recordCount="5"><CompoundPredicate booleanOperator="surrogate"><SimplePredicate field="bin" operator="equal" value="low"/><SimpleSetPredicate field="c" booleanOperator="isIn"><Array n="1" type="string">red</Array></SimpleSetPredicate></CompoundPredicate></Node>
                    <Node id="c" score="3" recordCount="5"><CompoundPredicate booleanOperator="and"><SimplePredicate field="o" operator="greaterOrEqual" value="1"/><SimplePredicate field="x" operator="isNotMissing"/></CompoundPredicate></Node>
                  </Node>
                </TreeModel></Segment>
              <Segment id="2"><True/>
                <MiningModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="c"/><MiningField name="score"/><MiningField name="t" usageType="target"/></MiningSchema>
                  <Segmentation multipleModelMethod="weightedAverage">
                    <Segment id="2a" weight="2"><SimplePredicate field="x" operator="lessThan" value="80"/>
                      <TreeModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="t" usageType="target"/></MiningSchema>
                        <Node score="yes"><True/><ScoreDistribution value="yes" recordCount="8" confidence="0.75"/><ScoreDistribution value="no" recordCount="2" confidence="0.25"/></Node></TreeModel></Segment>
                    <Segment id="2b"><True/>
                      <RegressionModel functionName="classification" normalizationMethod="softmax"><MiningSchema><MiningField name="score"/><MiningField name="c"/><MiningField name="t" usageType="target"/></MiningSchema>
                        <RegressionTable targetCategory="yes" intercept="1"><NumericPredictor name="score" coefficient="0.5" exponent="2"/><NumericPredictor name="local" coefficient="1"/><NumericPredictor name="map" coefficient="1"/><NumericPredictor name="fun" coefficient="0.1"/><CategoricalPredictor name="c" value="red" coefficient="1"/><PredictorTerm coefficient="2"><FieldRef field="score"/><FieldRef field="disc"/></PredictorTerm></RegressionTable>
                        <RegressionTable targetCategory="no" intercept="0"/></RegressionModel></Segment>
                  </Segmentation></MiningModel></Segment>
            </Segmentation>
          </MiningModel>
        </PMML>
        """;

    private static readonly (string, object?)[][] Rows =
    [
        [("x", 20), ("c", "red"), ("o", 1)],
        [("x", null), ("c", null), ("o", null)],
        [("x", "95"), ("c", "mauve"), ("o", "2")],
    ];

    [Fact]
    public void The_whole_document_scores()
    {
        var model = PmmlText.Load(Whole);
        Assert.Equal(["p", "s", "d"], model.OutputNames);
        var p = model.Score(Rows[0]);

        // Tree: bin "low": score 2, ×2+1 = 5. Regression: 1 + 0.5·25 + 0.2 + 1 + 0.1·10 + 1 + 2·5·1 = 26.7: softmax with 0 is 1 - e^-26.7.
        // Weighted average: (2·0.8 + 1)/3.
        Assert.Equal("yes", p.Value);
        Assert.Equal((1.6 + (1 / (1 + Math.Exp(-26.7)))) / 3, (double)p.Outputs[0]!, 12);
        Assert.Equal([5.0, false], p.Outputs.Skip(1));
    }

    [Fact]
    public void Any_element_may_be_absent() => Damage(document => document.Descendants().Skip(1).Select(e => (Describe(e), (Action)e.Remove)));

    [Fact]
    public void Any_element_may_stand_twice() => Damage(document => document.Descendants().Skip(1).Select(e => (Describe(e), (Action)(() => e.AddAfterSelf(new XElement(e))))));

    [Fact]
    public void Any_element_may_be_another() => Damage(document => document.Descendants().Skip(1).SelectMany(e =>
        new[] { "Node", "True", "Extension", "Constant", "TreeModel" }.Select(name => (Describe(e) + " → " + name, (Action)(() => e.Name = name)))));

    [Fact]
    public void Any_attribute_may_be_absent_or_anything() => Damage(document => document.Descendants().Attributes().SelectMany(a =>
        new[] { null, "", "x", "-1", "1e400", "NaN", "red" }.Select(value => ($"{Describe(a.Parent!)}/@{a.Name} = {value}", (Action)(() => a.Parent!.SetAttributeValue(a.Name, value))))));

    private static string Describe(XElement element) => string.Join('/', element.AncestorsAndSelf().Reverse().Select(e => e.Name.LocalName));

    private static void Damage(Func<XElement, IEnumerable<(string What, Action Do)>> damages)
    {
        var count = damages(XElement.Parse(Whole)).Count();
        Assert.True(count > 50);
        for (var i = 0; i < count; i++)
        {
            var document = XElement.Parse(Whole);
            var (what, damage) = damages(document).ElementAt(i);
            damage();
            try
            {
                var model = PmmlModel.Load(Encoding.UTF8.GetBytes(document.ToString()));
                foreach (var row in Rows) model.Score(row);
            }
            catch (PmmlException e)
            {
                Assert.False(string.IsNullOrWhiteSpace(e.Message));
            }
            catch (Exception e) when (e is not PmmlException)
            {
                Assert.Fail($"{what}: {e}");
            }
        }
    }
}
