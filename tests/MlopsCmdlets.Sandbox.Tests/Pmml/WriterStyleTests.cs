using MlopsCmdlets.Sandbox.Pmml;
using MlopsCmdlets.Sandbox.Pmml.Reply;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

/// <summary>Documents in the style of the programs that write most of them: their namespaces, Extension elements, attributes and habits.</summary>
public sealed class WriterStyleTests
{
    /// <summary>R, package pmml, rpart: surrogates in compound predicates, defaultChild, Output with predicted value and probabilities.</summary>
    [Theory]
    [InlineData(30.0, 500.0, "stay", 0.9, "2")] // age < 40
    [InlineData(50.0, 500.0, "go", 0.2, "3")]
    [InlineData(null, 300.0, "stay", 0.9, "2")] // surrogate: income < 400
    [InlineData(null, 900.0, "go", 0.2, "3")]
    [InlineData(null, null, "stay", 0.9, "2")] // nothing known: the larger side, defaultChild
    public void R_rpart(double? age, double? income, string expected, double stay, string node)
    {
        var model = PmmlText.Load("""
            <?xml version="1.0"?>
            <PMML version="4.2" xmlns="http://www.dmg.org/PMML-4_2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.dmg.org/PMML-4_2 http://www.dmg.org/v4-2/pmml-4-2.xsd">
             <Header copyright="Copyright (c) 2020 someone" description="RPart Decision Tree Model">
              <Extension name="user" value="someone" extender="Rattle/PMML"/>
              <Application name="Rattle/PMML" version="1.4"/>
              <Timestamp>2020-01-01 10:00:00</Timestamp>
             </Header>
             <DataDictionary numberOfFields="3">
              <DataField name="outcome" optype="categorical" dataType="string"><Value value="go"/><Value value="stay"/></DataField>
              <DataField name="age" optype="continuous" dataType="double"/>
              <DataField name="income" optype="continuous" dataType="double"/>
             </DataDictionary>
             <TreeModel modelName="RPart_Model" functionName="classification" algorithmName="rpart" splitCharacteristic="binarySplit" missingValueStrategy="defaultChild" noTrueChildStrategy="returnLastPrediction">
              <MiningSchema>
               <MiningField name="outcome" usageType="predicted"/>
               <MiningField name="age" usageType="active"/>
               <MiningField name="income" usageType="active"/>
              </MiningSchema>
              <Output>
               <OutputField name="Predicted_outcome" optype="categorical" dataType="string" feature="predictedValue"/>
               <OutputField name="Probability_go" optype="continuous" dataType="double" feature="probability" value="go"/>
               <OutputField name="Probability_stay" optype="continuous" dataType="double" feature="probability" value="stay"/>
              </Output>
              <Node id="1" score="stay" recordCount="150" defaultChild="2">
               <True/>
               <ScoreDistribution value="go" recordCount="50" confidence="0.333333333333333"/>
               <ScoreDistribution value="stay" recordCount="100" confidence="0.666666666666667"/>
               <Node id="2" score="stay" recordCount="100">
                <CompoundPredicate booleanOperator="surrogate">
                 <SimplePredicate field="age" operator="lessThan" value="40"/>
                 <SimplePredicate field="income" operator="lessThan" value="400"/>
                </CompoundPredicate>
                <ScoreDistribution value="go" recordCount="10" confidence="0.1"/>
                <ScoreDistribution value="stay" recordCount="90" confidence="0.9"/>
               </Node>
               <Node id="3" score="go" recordCount="50">
                <CompoundPredicate booleanOperator="surrogate">
                 <SimplePredicate field="age" operator="greaterOrEqual" value="40"/>
                 <SimplePredicate field="income" operator="greaterOrEqual" value="400"/>
                </CompoundPredicate>
                <ScoreDistribution value="go" recordCount="40" confidence="0.8"/>
                <ScoreDistribution value="stay" recordCount="10" confidence="0.2"/>
               </Node>
              </Node>
             </TreeModel>
            </PMML>
            """.TrimStart());
        var p = model.Score(("age", age), ("income", income));
        Assert.Equal(expected, p.Value);
        Assert.Equal(node, p.EntityId);
        Assert.Equal(["Predicted_outcome", "Probability_go", "Probability_stay"], new ScoringColumns(model).Names);
        Assert.Equal(stay, (double)p.Outputs[2]!, 9);
    }

    /// <summary>R, package pmml, randomForest: majority vote of trees without distributions, probability as the share of votes.</summary>
    [Fact]
    public void R_random_forest()
    {
        static string Tree(int id, double at) => FormattableString.Invariant($"""
            <Segment id="{id}"><True/>
             <TreeModel modelName="randomForest_Model" functionName="classification" algorithmName="randomForest" splitCharacteristic="binarySplit">
              <MiningSchema><MiningField name="Species" usageType="predicted"/><MiningField name="width" usageType="active"/></MiningSchema>
              <Node id="1"><True/>
               <Node id="2" score="small"><SimplePredicate field="width" operator="lessOrEqual" value="{at}"/></Node>
               <Node id="3" score="large"><SimplePredicate field="width" operator="greaterThan" value="{at}"/></Node>
              </Node>
             </TreeModel></Segment>
            """);
        var model = PmmlText.Load($"""
            <PMML version="4.1" xmlns="http://www.dmg.org/PMML-4_1">
             <Header copyright="c" description="Random Forest Tree Model"/>
             <DataDictionary numberOfFields="2">
              <DataField name="Species" optype="categorical" dataType="string"><Value value="small"/><Value value="large"/></DataField>
              <DataField name="width" optype="continuous" dataType="double"/>
             </DataDictionary>
             <MiningModel modelName="randomForest_Model" algorithmName="randomForest" functionName="classification">
              <MiningSchema><MiningField name="Species" usageType="predicted"/><MiningField name="width" usageType="active"/></MiningSchema>
              <Output><OutputField name="Predicted_Species" feature="predictedValue"/><OutputField name="Probability_small" optype="continuous" dataType="double" feature="probability" value="small"/></Output>
              <Segmentation multipleModelMethod="majorityVote">{Tree(1, 1)}{Tree(2, 2)}{Tree(3, 3)}{Tree(4, 4)}</Segmentation>
             </MiningModel>
            </PMML>
            """);
        var p = model.Score(("width", 1.5)); // trees 2, 3 and 4 say small
        Assert.Equal(["small", 0.75], p.Outputs);
        Assert.Equal("large", model.Score(("width", 3.5)).Value);
    }

    /// <summary>R, package pmml, lm: factors as categorical predictors, the reference level with coefficient 0, an interaction as PredictorTerm.</summary>
    [Fact]
    public void R_lm()
    {
        var model = PmmlText.Load("""
            <PMML version="4.3" xmlns="http://www.dmg.org/PMML-4_3">
             <Header copyright="c" description="Linear Regression Model"/>
             <DataDictionary numberOfFields="3">
              <DataField name="price" optype="continuous" dataType="double"/>
              <DataField name="size" optype="continuous" dataType="double"/>
              <DataField name="town" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField>
             </DataDictionary>
             <RegressionModel modelName="lm_Model" functionName="regression" algorithmName="least squares" targetFieldName="price">
              <MiningSchema><MiningField name="price" usageType="predicted" invalidValueTreatment="returnInvalid"/><MiningField name="size" usageType="active" invalidValueTreatment="returnInvalid"/><MiningField name="town" usageType="active" invalidValueTreatment="returnInvalid"/></MiningSchema>
              <Output><OutputField name="Predicted_price" optype="continuous" dataType="double" feature="predictedValue"/></Output>
              <RegressionTable intercept="12.5">
               <NumericPredictor name="size" exponent="1" coefficient="1.25e+00"/>
               <CategoricalPredictor name="town" value="A" coefficient="0"/><CategoricalPredictor name="town" value="B" coefficient="-4"/>
              </RegressionTable>
             </RegressionModel>
            </PMML>
            """);
        Assert.Equal(133.5, model.Score(("size", 100), ("town", "B")).Value); // 12.5 + 125 - 4
        Assert.Contains("'C'", Assert.Throws<PmmlValueException>(() => model.Score(("size", 100), ("town", "C"))).Message, StringComparison.Ordinal);
    }

    /// <summary>SPSS Modeler: a CHAID tree with sets, Extension elements in nodes, missing codes and no Output.</summary>
    [Fact]
    public void Spss_modeler_tree()
    {
        var model = PmmlText.Load("""
            <PMML version="4.3" xmlns="http://www.dmg.org/PMML-4_3">
             <Header copyright="(C) Copyright someone"><Application name="IBM SPSS Modeler" version="18.2"/><Annotation>exported</Annotation></Header>
             <DataDictionary numberOfFields="3">
              <DataField dataType="string" displayName="Plan" name="PLAN" optype="categorical">
               <Extension extender="spss.com" name="storageType" value="string"/>
               <Value displayValue="basic" property="valid" value="basic"/><Value displayValue="gold" property="valid" value="gold"/><Value property="valid" value="silver plus"/>
              </DataField>
              <DataField dataType="double" name="SPEND" optype="continuous"><Interval closure="closedClosed" leftMargin="0" rightMargin="1000"/><Value property="missing" value="-9"/></DataField>
              <DataField dataType="string" name="CHURN" optype="categorical"><Value property="valid" value="F"/><Value property="valid" value="T"/></DataField>
             </DataDictionary>
             <TreeModel algorithmName="CHAID" functionName="classification" missingValueStrategy="lastPrediction" modelName="CHURN" splitCharacteristic="multiSplit" noTrueChildStrategy="returnLastPrediction">
              <Extension extender="spss.com" name="modelID" value="0"/>
              <MiningSchema>
               <MiningField importance="0.7" invalidValueTreatment="asMissing" name="PLAN" usageType="active"/>
               <MiningField importance="0.3" invalidValueTreatment="asMissing" name="SPEND" usageType="active"/>
               <MiningField name="CHURN" usageType="predicted"/>
              </MiningSchema>
              <ModelStats><UnivariateStats field="CHURN"/></ModelStats>
              <Node id="0" recordCount="100.0" score="F">
               <Extension extender="spss.com" name="nodeSelect" value="0"/>
               <True/>
               <ScoreDistribution confidence="0.6" recordCount="60.0" value="F"/><ScoreDistribution confidence="0.4" recordCount="40.0" value="T"/>
               <Node id="1" recordCount="50.0" score="F">
                <SimpleSetPredicate booleanOperator="isIn" field="PLAN"><Array n="2" type="string">"gold"   "silver plus"</Array></SimpleSetPredicate>
                <ScoreDistribution confidence="0.9" recordCount="45.0" value="F"/><ScoreDistribution confidence="0.1" recordCount="5.0" value="T"/>
               </Node>
               <Node id="2" recordCount="50.0" score="T">
                <CompoundPredicate booleanOperator="and">
                 <SimplePredicate field="PLAN" operator="equal" value="basic"/><SimplePredicate field="SPEND" operator="lessOrEqual" value="20"/>
                </CompoundPredicate>
                <ScoreDistribution confidence="0.3" recordCount="15.0" value="F"/><ScoreDistribution confidence="0.7" recordCount="35.0" value="T"/>
               </Node>
              </Node>
             </TreeModel>
            </PMML>
            """);
        var columns = new ScoringColumns(model);
        Assert.Equal(["$R-CHURN", "$RC-CHURN", "$RP-CHURN", "$RP-F", "$RP-T", "$RI-CHURN"], columns.Names);
        Assert.Equal(["F", 0.9, 0.9, 0.9, 0.1, "1"], columns.Values(model.Score(("PLAN", "silver plus"), ("SPEND", 10))));
        Assert.Equal(["T", 0.7, 0.7, 0.3, 0.7, "2"], columns.Values(model.Score(("PLAN", "basic"), ("SPEND", 10))));
        Assert.Equal("0", model.Score(("PLAN", "basic"), ("SPEND", 21)).EntityId); // no child is true: the node itself
        Assert.Equal("0", model.Score(("PLAN", "basic"), ("SPEND", -9)).EntityId); // a missing code
        Assert.Equal("0", model.Score(("PLAN", "basic"), ("SPEND", 5000)).EntityId); // out of range: as missing
        Assert.Equal("0", model.Score(("PLAN", "platinum"), ("SPEND", 10)).EntityId);
    }

    /// <summary>Converters of gradient boosting (xgboost, LightGBM): float inputs, one-hot as NormDiscrete, summed trees, Targets for the bias, a chain into a logistic regression.</summary>
    [Fact]
    public void Boosted_trees_chain()
    {
        static string Tree(string field, double at, double low, double high) => FormattableString.Invariant($"""
            <Segment><True/><TreeModel functionName="regression" missingValueStrategy="none" noTrueChildStrategy="returnLastPrediction" splitCharacteristic="multiSplit" x-mathContext="float">
              <MiningSchema><MiningField name="float(x)"/><MiningField name="isRed"/></MiningSchema>
              <Node score="{high}"><True/><Node score="{low}"><SimplePredicate field="{field}" operator="lessThan" value="{at}"/></Node></Node>
            </TreeModel></Segment>
            """);
        var model = PmmlText.Model($"""
            <MiningModel functionName="classification">{PmmlText.SchemaT}
              <LocalTransformations>
                <DerivedField name="float(x)" optype="continuous" dataType="float"><FieldRef field="x"/></DerivedField>
                <DerivedField name="isRed" optype="continuous" dataType="double"><NormDiscrete field="c" value="red"/></DerivedField>
              </LocalTransformations>
              <Output><OutputField name="probability(yes)" optype="continuous" dataType="double" feature="probability" value="yes"/></Output>
              <Segmentation multipleModelMethod="modelChain">
                <Segment id="1"><True/>
                  <MiningModel functionName="regression"><MiningSchema><MiningField name="float(x)"/><MiningField name="isRed"/></MiningSchema>
                    <Output><OutputField name="margin" optype="continuous" dataType="float" isFinalResult="false"/></Output>
                    <Targets><Target rescaleConstant="0.5"/></Targets>
                    <Segmentation multipleModelMethod="sum">{Tree("float(x)", 0.1, -1, 1)}{Tree("isRed", 0.5, 0.25, -0.25)}</Segmentation>
                  </MiningModel></Segment>
                <Segment id="2"><True/>
                  <RegressionModel functionName="classification" normalizationMethod="logit">
                    <MiningSchema><MiningField name="margin"/><MiningField name="t" usageType="target"/></MiningSchema>
                    <RegressionTable intercept="0" targetCategory="yes"><NumericPredictor name="margin" coefficient="1"/></RegressionTable>
                    <RegressionTable intercept="0" targetCategory="no"/>
                  </RegressionModel></Segment>
              </Segmentation></MiningModel>
            """);
        // x = 0.1 as float is not below 0.1 as float: +1; red: -0.25; bias 0.5: logistic(1.25) = 0.77729986
        Assert.Equal(0.7772998611746911, (double)model.Score(("x", 0.1), ("c", "red")).Outputs[0]!, 7);

        // -1 + 0.25 + 0.5: logistic(-0.25) = 0.43782350
        Assert.Equal(0.43782349911420193, (double)model.Score(("x", 0.05), ("c", "blue")).Outputs[0]!, 7);
    }
}
