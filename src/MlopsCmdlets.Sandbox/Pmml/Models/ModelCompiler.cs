using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>Compiles a model element: schema, body, targets, output.</summary>
internal static class ModelCompiler
{
    /// <summary>Model elements of the standard that are known and not run; the first match gives a clear message.</summary>
    private static readonly string[] NotRun =
    [
        "AnomalyDetectionModel", "AssociationModel", "BaselineModel", "BayesianNetworkModel", "ClusteringModel", "GaussianProcessModel",
        "GeneralRegressionModel", "NaiveBayesModel", "NearestNeighborModel", "NeuralNetwork", "RuleSetModel", "Scorecard", "SequenceModel",
        "SupportVectorMachineModel", "TextModel", "TimeSeriesModel",
    ];

    public static bool IsModel(XElement element)
        => element.Name.LocalName is "TreeModel" or "MiningModel" or "RegressionModel" || NotRun.Contains(element.Name.LocalName, StringComparer.Ordinal);

    /// <summary>A model inside another: its fields come from the one around it.</summary>
    public static ModelEvaluator Compile(XElement element, Scope parent)
    {
        CheckRunnable(element);
        var scope = new Scope(parent.Compilation, parent);
        string? target = null;
        foreach (var mining in element.RequiredChild("MiningSchema").Children("MiningField").Select(e => new MiningField(e)))
        {
            if (mining.IsTarget) target ??= mining.Name;
            if (!mining.IsActive) continue;
            var source = parent.Resolve(mining.Name, $"A MiningField of a nested {element.Name.LocalName}");
            if (!mining.ChangesValues) continue;
            var own = scope.Add(source.Name, source.DataType, source.OpType, source.Categories);
            scope.Add(new TreatStep(mining, source, own));
        }

        return Finish(element, scope, target);
    }

    /// <summary>The model of the document.</summary>
    public static (ModelEvaluator Model, InputBinding[] Inputs) CompileRoot(XElement element, Compilation compilation)
    {
        CheckRunnable(element);
        var scope = new Scope(compilation, parent: null);
        var inputs = new List<InputBinding>();
        string? target = null;
        foreach (var mining in element.RequiredChild("MiningSchema").Children("MiningField").Select(e => new MiningField(e)))
        {
            if (mining.IsTarget) target ??= mining.Name;
            if (!mining.IsActive) continue;
            if (!compilation.DataFields.TryGetValue(mining.Name, out var data))
                throw new PmmlFormatException($"MiningField '{mining.Name}' is not in the DataDictionary.");
            inputs.Add(new InputBinding(data, mining, scope.Add(data.Name, data.DataType, data.OpType, data.Categories)));
        }

        scope.AddDerived(compilation.Transformations);
        return (Finish(element, scope, target), [.. inputs]);
    }

    private static void CheckRunnable(XElement element)
    {
        var name = element.Name.LocalName;
        if (name is not ("TreeModel" or "MiningModel" or "RegressionModel")) throw new PmmlUnsupportedException(name);
        if (element.Text("isScorable") is "false" or "0") throw new PmmlUnsupportedException(name, "it declares isScorable='false'");
    }

    private static ModelEvaluator Finish(XElement element, Scope scope, string? target)
    {
        var header = Header(element, scope, target);
        var rule = element.Child("Targets")?.Children("Target").FirstOrDefault(t => t.Text("field") is null || t.Text("field") == target);
        if (header.IsClassification)
            foreach (var label in rule?.Children("TargetValue").Select(v => v.Text("value")).OfType<string>() ?? []) header.Classes.Add(label);

        scope.AddDerived(element.Child("LocalTransformations"));
        ModelEvaluator model;
        MiningSegment[] segments = [];
        var outputScope = scope;
        switch (header.Element)
        {
            case "TreeModel":
                model = TreeCompiler.Compile(element, header, scope);
                break;
            case "RegressionModel":
                model = new RegressionEvaluator(element, header, scope);
                break;
            default:
                (model, segments, outputScope) = MiningCompiler.Compile(element, header, scope);
                break;
        }

        var outputs = OutputCompiler.Compile(element.Child("Output"), model, outputScope, segments);
        model.Complete(scope.Steps, rule is null ? null : new TargetRule(rule, header), outputs);
        return model;
    }

    private static ModelHeader Header(XElement element, Scope scope, string? target)
    {
        var function = element.Required("functionName") switch
        {
            "regression" => PmmlFunction.Regression,
            "classification" => PmmlFunction.Classification,
            var other => throw new PmmlUnsupportedException(element.Name.LocalName, $"functionName '{other}'"),
        };
        var data = target is null ? null : scope.Compilation.DataFields.GetValueOrDefault(target);
        var type = data?.DataType ?? (function == PmmlFunction.Regression ? PmmlDataType.Double : PmmlDataType.Text);
        var classes = new ClassSet(type);
        if (function == PmmlFunction.Classification)
            foreach (var value in data?.Categories ?? []) classes.Add(value);

        return new ModelHeader(element.Name.LocalName, function, target, type, data?.OpType ?? PmmlOpType.Categorical, classes);
    }
}
