using System.Globalization;
using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Predicates;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>Compiles a MiningModel.</summary>
internal static class MiningCompiler
{
    /// <returns>The evaluator, its segments, and the scope in which its Output sees what the segments put out.</returns>
    public static (MiningEvaluator Evaluator, MiningSegment[] Segments, Scope Inner) Compile(XElement element, ModelHeader header, Scope scope)
    {
        var segmentation = element.Child("Segmentation") ?? throw new PmmlUnsupportedException("MiningModel", "it has no Segmentation");
        var method = Method(segmentation, header);
        var inner = new Scope(scope.Compilation, scope);
        var segments = new List<MiningSegment>();
        foreach (var part in segmentation.Children("Segment"))
        {
            var id = part.Text("id") ?? (segments.Count + 1).ToString(CultureInfo.InvariantCulture);
            var body = part.Elements().FirstOrDefault(e => !PredicateCompiler.IsPredicate(e))
                ?? throw new PmmlFormatException($"Segment '{id}' has no model.");
            var predicate = PredicateCompiler.CompileOf(part, inner);
            var weight = part.Number("weight") ?? 1;
            if (weight < 0) throw new PmmlFormatException($"Segment '{id}' has a negative weight.");
            var model = ModelCompiler.Compile(body, inner);
            segments.Add(new MiningSegment(id, predicate, weight, model));
            foreach (var output in model.Outputs) inner.Import(output.Field);
        }

        if (segments.Count == 0) throw new PmmlFormatException("A Segmentation has no segments.");
        if (method != Combination.ModelChain && segments.Exists(s => s.Model.Header.Function != header.Function))
            throw new PmmlFormatException("The segments of an ensemble must have the function of the ensemble.");
        if (header.IsClassification) AlignClasses(header, segments, method);

        var missing = segmentation.Text("missingPredictionTreatment") switch
        {
            null or "continue" => MissingPrediction.Continue,
            "skipSegment" => MissingPrediction.SkipSegment,
            "returnMissing" => MissingPrediction.ReturnMissing,
            var other => throw new PmmlFormatException($"Segmentation: missingPredictionTreatment='{other}' is unknown."),
        };
        var all = segments.ToArray();
        return (new MiningEvaluator(header, all, method, missing, segmentation.Number("missingThreshold") ?? 1), all, inner);
    }

    private static Combination Method(XElement segmentation, ModelHeader header)
    {
        var name = segmentation.Required("multipleModelMethod");
        var method = name switch
        {
            "majorityVote" => Combination.MajorityVote,
            "weightedMajorityVote" => Combination.WeightedMajorityVote,
            "average" => Combination.Average,
            "weightedAverage" => Combination.WeightedAverage,
            "median" => Combination.Median,
            "weightedMedian" or "x-weightedMedian" => Combination.WeightedMedian,
            "max" => Combination.Max,
            "sum" => Combination.Sum,
            "weightedSum" or "x-weightedSum" => Combination.WeightedSum,
            "selectFirst" => Combination.SelectFirst,
            "modelChain" => Combination.ModelChain,
            _ => throw new PmmlUnsupportedException("Segmentation", $"multipleModelMethod '{name}'"),
        };
        var fits = header.IsClassification
            ? method is not (Combination.Sum or Combination.WeightedSum or Combination.WeightedMedian)
            : method is not (Combination.MajorityVote or Combination.WeightedMajorityVote);
        return fits ? method : throw new PmmlFormatException($"multipleModelMethod '{name}' does not fit the function {header.Function}.");
    }

    private static void AlignClasses(ModelHeader header, List<MiningSegment> segments, Combination method)
    {
        var relevant = segments.Where(s => s.Model.Header.IsClassification).ToList();
        if (method == Combination.ModelChain)
        {
            // A classifier early in a chain may have another target; only the last one's classes are this model's.
            relevant = relevant.Where(s => s == segments[^1] || s.Model.Header.Target == header.Target || s.Model.Header.Target is null).ToList();
        }

        foreach (var segment in relevant)
            foreach (var value in segment.Model.Header.Classes.Values) header.Classes.Add(value);

        foreach (var segment in segments.Where(s => s.Model.Header.IsClassification))
        {
            var own = segment.Model.Header.Classes;
            var map = own.Values.Select(header.Classes.IndexOf).ToArray();
            if (map.Contains(-1)) continue;
            if (own.Count != header.Classes.Count || !map.SequenceEqual(Enumerable.Range(0, map.Length))) segment.ClassMap = map;
        }
    }
}
