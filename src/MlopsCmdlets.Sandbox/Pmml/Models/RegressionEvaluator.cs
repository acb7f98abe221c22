using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>RegressionModel, as a regression or as a classification with one equation per class.</summary>
internal sealed class RegressionEvaluator : ModelEvaluator
{
    private readonly RegressionTable[] _tables;
    private readonly int[] _classes;
    private readonly string _method;
    private readonly bool _ordinal;

    public RegressionEvaluator(XElement element, ModelHeader header, Scope scope)
        : base(header)
    {
        _method = element.Text("normalizationMethod") ?? "none";
        if (!Normalization.Known.Contains(_method, StringComparer.Ordinal)) throw new PmmlFormatException($"RegressionModel: normalizationMethod='{_method}' is unknown.");
        _tables = [.. element.Children("RegressionTable").Select(e => new RegressionTable(e, scope))];
        _ordinal = header.TargetOpType == PmmlOpType.Ordinal;
        if (!header.IsClassification)
        {
            if (_tables.Length != 1) throw new PmmlFormatException($"A RegressionModel for regression has one RegressionTable, not {_tables.Length}.");
            if (_method == "simplemax") throw new PmmlFormatException("RegressionModel: normalizationMethod='simplemax' is for classification.");
            _classes = [];
            return;
        }

        if (_method == "exp") throw new PmmlFormatException("RegressionModel: normalizationMethod='exp' is for regression.");
        if (_tables.Length < 2) throw new PmmlFormatException("A RegressionModel for classification has a RegressionTable for each class.");
        _classes = [.. _tables.Select(t => header.Classes.Add(t.TargetCategory ?? throw new PmmlFormatException("A RegressionTable has no targetCategory.")))];
    }

    protected override Outcome Score(Row row)
    {
        if (_classes.Length == 0) return new Outcome(PmmlValue.Of(Normalization.Inverse(_method, _tables[0].Evaluate(row))));

        var y = new double[_tables.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = _tables[i].Evaluate(row);
            if (double.IsNaN(y[i])) return default;
        }

        Normalization.ToProbabilities(_method, y, _ordinal);
        var probabilities = new double[Header.Classes.Count];
        var best = 0;
        for (var i = 0; i < y.Length; i++)
        {
            if (double.IsNaN(y[i])) return default;
            probabilities[_classes[i]] = y[i];
            if (y[i] > y[best]) best = i;
        }

        return new Outcome(Header.Classes[_classes[best]], probabilities);
    }
}
