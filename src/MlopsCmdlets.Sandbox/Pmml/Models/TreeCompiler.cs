using System.Globalization;
using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Predicates;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>Compiles a TreeModel.</summary>
internal sealed class TreeCompiler
{
    private readonly ModelHeader _header;
    private readonly Scope _scope;
    private readonly MissingValueStrategy _strategy;
    private int _place;

    private TreeCompiler(ModelHeader header, Scope scope, MissingValueStrategy strategy)
    {
        _header = header;
        _scope = scope;
        _strategy = strategy;
    }

    public static TreeEvaluator Compile(XElement element, ModelHeader header, Scope scope)
    {
        var strategy = element.Text("missingValueStrategy") switch
        {
            null or "none" => MissingValueStrategy.None,
            "lastPrediction" => MissingValueStrategy.LastPrediction,
            "nullPrediction" => MissingValueStrategy.NullPrediction,
            "defaultChild" => MissingValueStrategy.DefaultChild,
            "weightedConfidence" => MissingValueStrategy.WeightedConfidence,
            "aggregateNodes" => MissingValueStrategy.AggregateNodes,
            var other => throw new PmmlFormatException($"TreeModel: missingValueStrategy='{other}' is unknown."),
        };
        var last = element.Text("noTrueChildStrategy") switch
        {
            null or "returnNullPrediction" => false,
            "returnLastPrediction" => true,
            var other => throw new PmmlFormatException($"TreeModel: noTrueChildStrategy='{other}' is unknown."),
        };
        var root = element.RequiredChild("Node");
        if (header.IsClassification)
        {
            // The classes first, so that every node's figures have the same length.
            foreach (var node in root.DescendantsAndSelf().Where(e => e.Name.LocalName is "Node" or "ScoreDistribution"))
                if (node.Text(node.Name.LocalName == "Node" ? "score" : "value") is { } label) header.Classes.Add(label);
        }

        // splitCharacteristic only announces how many children nodes have; every number is evaluated alike.
        var compiled = new TreeCompiler(header, scope, strategy).Node(root);
        return new TreeEvaluator(header, compiled, strategy, element.Number("missingValuePenalty") ?? 1, last);
    }

    private TreeNode Node(XElement element)
    {
        var place = ++_place;
        var id = element.Text("id") ?? place.ToString(CultureInfo.InvariantCulture);
        var predicate = PredicateCompiler.CompileOf(element, _scope);
        foreach (var child in element.Elements())
            if (child.Name.LocalName is "Regression" or "DecisionTree") throw new PmmlUnsupportedException(child.Name.LocalName, "a model inside a tree node");

        var children = element.Children("Node").Select(Node).ToArray();
        TreeNode? fallback = null;
        if (element.Text("defaultChild") is { } name && children.Length > 0)
            fallback = Array.Find(children, c => c.Id == name) ?? throw new PmmlFormatException($"Node '{id}': its defaultChild '{name}' is not one of its children.");

        var distribution = element.Children("ScoreDistribution").ToList();
        var counts = _header.IsClassification ? Figures(distribution, "recordCount", required: _strategy == MissingValueStrategy.AggregateNodes) : null;
        var total = counts?.Sum() ?? 0;
        var records = element.Number("recordCount") ?? total;
        if (records <= 0 && _strategy == MissingValueStrategy.WeightedConfidence)
            throw new PmmlFormatException($"Node '{id}' has no recordCount, which missingValueStrategy='weightedConfidence' needs.");

        var confidences = Figures(distribution, "confidence", required: false);
        var probabilities = Figures(distribution, "probability", required: false)
            ?? (total > 0 ? counts!.Select(c => c / total).ToArray() : confidences);
        return new TreeNode
        {
            Id = id,
            Predicate = predicate,
            Score = Score(element, probabilities),
            Children = children,
            Default = fallback,
            RecordCount = records,
            Counts = counts,
            Probabilities = probabilities,
            Confidences = confidences,
        };
    }

    private PmmlValue Score(XElement element, double[]? probabilities)
    {
        if (element.Text("score") is not { } text)
            return probabilities is null ? PmmlValue.Missing : _header.Classes.Winner(probabilities);
        if (!_header.IsClassification) return PmmlValue.Of(element.RequiredNumber("score"));
        return _header.Classes[_header.Classes.Add(text)];
    }

    private double[]? Figures(List<XElement> distribution, string attribute, bool required)
    {
        if (!_header.IsClassification || !distribution.Exists(d => d.Text(attribute) is not null)) return null;
        var figures = new double[_header.Classes.Count];
        foreach (var item in distribution)
        {
            figures[_header.Classes.Add(item.Required("value"))] = required ? item.RequiredNumber(attribute) : item.Number(attribute) ?? 0;
        }

        return figures;
    }
}
