using System.Text;
using MlopsCmdlets.Sandbox.Pmml;

namespace MlopsCmdlets.Sandbox.Tests.Pmml;

/// <summary>Short ways to write the documents of these tests.</summary>
internal static class PmmlText
{
    /// <summary>A document around a model; x and y are numbers, c is one of red, green, blue, and the targets are t (yes, no) and n.</summary>
    public static PmmlModel Model(string body, string transformations = "", string dictionary = "") => Load($"""
        <PMML xmlns="http://www.dmg.org/PMML-4_3" version="4.3">
          <Header copyright="test"/>
          <DataDictionary>
            <DataField name="x" optype="continuous" dataType="double"/>
            <DataField name="y" optype="continuous" dataType="double"/>
            <DataField name="c" optype="categorical" dataType="string"><Value value="red"/><Value value="green"/><Value value="blue"/></DataField>
            <DataField name="t" optype="categorical" dataType="string"><Value value="yes"/><Value value="no"/></DataField>
            <DataField name="n" optype="continuous" dataType="double"/>
            {dictionary}
          </DataDictionary>
          {transformations}
          {body}
        </PMML>
        """);

    public const string Schema = """
        <MiningSchema>
          <MiningField name="x"/><MiningField name="y"/><MiningField name="c"/>
        </MiningSchema>
        """;

    public const string SchemaT = """
        <MiningSchema>
          <MiningField name="x"/><MiningField name="y"/><MiningField name="c"/><MiningField name="t" usageType="target"/>
        </MiningSchema>
        """;

    public const string SchemaN = """
        <MiningSchema>
          <MiningField name="x"/><MiningField name="y"/><MiningField name="c"/><MiningField name="n" usageType="target"/>
        </MiningSchema>
        """;

    public static PmmlModel Load(string xml) => PmmlModel.Load(Encoding.UTF8.GetBytes(xml));

    public static PmmlPrediction Score(this PmmlModel model, params (string Name, object? Value)[] row)
        => model.Evaluate(row.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));

    /// <summary>A regression whose result is one derived field, to look at what that field becomes.</summary>
    public static double? Derived(string expression, params (string Name, object? Value)[] row) => Derived(expression, "", row);

    public static double? Derived(string expression, string functions, params (string Name, object? Value)[] row)
    {
        var model = Model($"""
            <RegressionModel functionName="regression">{SchemaN}
              <LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">{expression}</DerivedField></LocalTransformations>
              <RegressionTable intercept="0"><NumericPredictor name="d" coefficient="1"/></RegressionTable>
            </RegressionModel>
            """, functions.Length == 0 ? "" : $"<TransformationDictionary>{functions}</TransformationDictionary>");
        return (double?)model.Score([("y", 0.0), .. row]).Value;
    }
}
