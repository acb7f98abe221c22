using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Expressions;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>Compiles the Output element of a model.</summary>
internal static class OutputCompiler
{
    public static OutputField[] Compile(XElement? output, ModelEvaluator model, Scope scope, IReadOnlyList<MiningSegment> segments)
    {
        if (output is null) return [];

        // Its own scope: an Output field may use those before it, but the model's derived fields may not.
        var inner = new Scope(scope.Compilation, scope);
        return [.. output.Children("OutputField").Select(e => Field(e, model, inner, segments))];
    }

    private static OutputField Field(XElement element, ModelEvaluator model, Scope scope, IReadOnlyList<MiningSegment> segments)
    {
        var name = element.Required("name");
        if (element.Number("rank") is > 1) throw new PmmlUnsupportedException("OutputField", $"'{name}' asks for a rank other than 1");
        var body = element.Elements().FirstOrDefault(e => e.Name.LocalName is not ("Value" or "Decisions"));
        var feature = Feature(element, name, body is not null);
        MiningSegment? segment = null;
        if (element.Text("segmentId") is { } id)
        {
            segment = segments.FirstOrDefault(s => s.Id == id) ?? throw new PmmlFormatException($"OutputField '{name}' names the segment '{id}', which does not exist.");
            segment.Keep(scope.Compilation);
        }

        var header = segment?.Model.Header ?? model.Header;
        var type = element.Text("dataType") is { } typeName ? TypeNames.DataType(typeName) : DefaultType(feature, header);
        var asked = PmmlValue.Missing;
        if (feature is OutputFeature.Probability or OutputFeature.Confidence && element.Text("value") is { } label)
        {
            if (!PmmlValue.TryParse(label, header.TargetType, out asked) || header.Classes.IndexOf(asked) < 0)
                throw new PmmlFormatException($"OutputField '{name}' asks for the class '{label}', which the model does not know.");
        }

        var expression = feature != OutputFeature.Expression
            ? null
            : ExpressionCompiler.Compile(body ?? throw new PmmlFormatException($"OutputField '{name}' has no expression."), scope);
        return new OutputField
        {
            Field = scope.Add(name, type, TypeNames.OpType(element, type)),
            Feature = feature,
            Class = asked,
            Expression = expression,
            Segment = segment,
            IsFinal = element.Text("isFinalResult") is not ("false" or "0"),
        };
    }

    private static OutputFeature Feature(XElement element, string name, bool hasExpression) => element.Text("feature") switch
    {
        "predictedValue" => OutputFeature.PredictedValue,
        "predictedDisplayValue" => OutputFeature.PredictedDisplayValue,
        "probability" => OutputFeature.Probability,
        "confidence" => OutputFeature.Confidence,
        "entityId" or "clusterId" => OutputFeature.EntityId,
        "transformedValue" or "decision" => OutputFeature.Expression,
        null => hasExpression ? OutputFeature.Expression : OutputFeature.PredictedValue,
        var other => throw new PmmlUnsupportedException("OutputField", $"feature '{other}' of '{name}'"),
    };

    private static PmmlDataType DefaultType(OutputFeature feature, ModelHeader header) => feature switch
    {
        OutputFeature.Probability or OutputFeature.Confidence => PmmlDataType.Double,
        OutputFeature.EntityId or OutputFeature.PredictedDisplayValue => PmmlDataType.Text,
        OutputFeature.PredictedValue => header.TargetType,
        _ => header.IsClassification ? PmmlDataType.Text : PmmlDataType.Double,
    };
}
