using System.Globalization;
using System.Text;
using System.Xml;

namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>
/// Writes an ensemble as PMML 4.2: a chain of a MiningModel that sums the trees and a RegressionModel that turns the sum into a probability.
/// A split on a one-hot slot becomes an equal/notEqual predicate on the field itself, so that rows are scored as they stand in the file.
/// Numbers are declared float, because the trees compare in single precision.
/// </summary>
internal sealed class ChurnPmmlWriter
{
    private const string Score = "churnScore";

    private readonly XmlWriter _xml;
    private readonly TreeEnsemble _ensemble;
    private readonly IReadOnlyList<FeatureSlot> _slots;
    private readonly ChurnTable _table;

    private ChurnPmmlWriter(XmlWriter xml, TreeEnsemble ensemble, IReadOnlyList<FeatureSlot> slots, ChurnTable table)
    {
        _xml = xml;
        _ensemble = ensemble;
        _slots = slots;
        _table = table;
    }

    public static byte[] Write(TreeEnsemble ensemble, IReadOnlyList<FeatureSlot> slots, ChurnTable table)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            new ChurnPmmlWriter(xml, ensemble, slots, table).Document();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private void Document()
    {
        _xml.WriteStartElement("PMML", "http://www.dmg.org/PMML-4_2");
        _xml.WriteAttributeString("version", "4.2");
        Element("Header", [("description", "Customer churn, boosted trees")], () => Element("Application", [("name", "MlopsCmdlets.Sandbox")]));
        Dictionary();
        Element("MiningModel", [("modelName", "ChurnPrediction"), ("functionName", "classification")], () =>
        {
            Schema(withTarget: true);
            Element("Segmentation", [("multipleModelMethod", "modelChain")], () =>
            {
                Segment("trees", Trees);
                Segment("probability", Probability);
            });
        });
        _xml.WriteEndElement();
    }

    private void Dictionary() => Element("DataDictionary", [], () =>
    {
        foreach (var column in ChurnColumn.Inputs)
        {
            var number = column.IsNumber;
            Element("DataField", [("name", column.Name), ("optype", number ? "continuous" : "categorical"), ("dataType", number ? "float" : "string")], () =>
            {
                foreach (var slot in _slots.Where(s => s.Category is not null && s.Source == column)) Element("Value", [("value", slot.Category!)]);
            });
        }

        Element("DataField", [("name", ChurnColumn.Label), ("optype", "categorical"), ("dataType", "string")], () =>
        {
            Element("Value", [("value", _table.Positive)]);
            Element("Value", [("value", _table.Negative)]);
        });
    });

    private void Schema(bool withTarget) => Element("MiningSchema", [], () =>
    {
        foreach (var column in ChurnColumn.Inputs)
            if (column.IsFeature) Element("MiningField", [("name", column.Name)]);
            else if (withTarget) Element("MiningField", [("name", column.Name), ("usageType", "supplementary")]);

        if (withTarget) Element("MiningField", [("name", ChurnColumn.Label), ("usageType", "target")]);
    });

    private void Segment(string id, Action model) => Element("Segment", [("id", id)], () =>
    {
        Element("True", []);
        model();
    });

    private void Trees() => Element("MiningModel", [("functionName", "regression")], () =>
    {
        Schema(withTarget: false);
        Element("Output", [], () => Element("OutputField", [("name", Score), ("feature", "predictedValue"), ("optype", "continuous"), ("dataType", "double")]));
        Element("Segmentation", [("multipleModelMethod", "sum")], () =>
        {
            for (var i = 0; i < _ensemble.Trees.Count; i++)
            {
                var tree = _ensemble.Trees[i];
                Segment((i + 1).ToString(CultureInfo.InvariantCulture), () => Tree(tree));
            }
        });
    });

    private void Tree(TreeEnsemble.Tree tree)
    {
        // A missing value goes where the training library sends it: defaultChild.
        Element("TreeModel", [("functionName", "regression"), ("missingValueStrategy", "defaultChild"), ("splitCharacteristic", "binarySplit")], () =>
        {
            Element("MiningSchema", [], () =>
            {
                foreach (var name in tree.Slot.Select(s => _slots[s].Source.Name).Distinct(StringComparer.Ordinal)) Element("MiningField", [("name", name)]);
            });
            Node(tree, tree.Left.Length == 0 ? ~0 : 0, "1", () => Element("True", []));
        });
    }

    /// <summary>Ids are paths: the children of n are 2n and 2n + 1.</summary>
    private void Node(TreeEnsemble.Tree tree, int node, string id, Action predicate)
    {
        if (node < 0)
        {
            Element("Node", [("id", id), ("score", Number(tree.Weight * tree.Leaf[~node]))], predicate);
            return;
        }

        var slot = _slots[tree.Slot[node]];
        var number = ulong.Parse(id, CultureInfo.InvariantCulture);
        var left = (number * 2).ToString(CultureInfo.InvariantCulture);
        var right = ((number * 2) + 1).ToString(CultureInfo.InvariantCulture);

        // A missing number compares false, so it goes right; a missing text has 0 in every slot, so it goes left.
        Element("Node", [("id", id), ("defaultChild", slot.Category is null ? right : left)], () =>
        {
            predicate();
            if (slot.Category is null)
            {
                Node(tree, tree.Left[node], left, () => Simple(slot, "lessOrEqual", Number(tree.Threshold[node])));
                Node(tree, tree.Right[node], right, () => Simple(slot, "greaterThan", Number(tree.Threshold[node])));
            }
            else
            {
                Node(tree, tree.Left[node], left, () => Simple(slot, "notEqual", slot.Category));
                Node(tree, tree.Right[node], right, () => Simple(slot, "equal", slot.Category));
            }
        });
    }

    private void Simple(FeatureSlot slot, string name, string value)
        => Element("SimplePredicate", [("field", slot.Source.Name), ("operator", name), ("value", value)]);

    private void Probability() => Element("RegressionModel", [("functionName", "classification"), ("normalizationMethod", "logit")], () =>
    {
        Element("MiningSchema", [], () =>
        {
            Element("MiningField", [("name", Score)]);
            Element("MiningField", [("name", ChurnColumn.Label), ("usageType", "target")]);
        });

        // 1/(1+exp(slope·(bias+sum)+offset)) is the logistic function of the negated exponent.
        Element("RegressionTable", [("targetCategory", _table.Positive), ("intercept", Number(-((_ensemble.Slope * _ensemble.Bias) + _ensemble.Offset)))], () =>
            Element("NumericPredictor", [("name", Score), ("coefficient", Number(-_ensemble.Slope))]));
        Element("RegressionTable", [("targetCategory", _table.Negative), ("intercept", "0")]);
    });

    private void Element(string name, ReadOnlySpan<(string Name, string Value)> attributes, Action? content = null)
    {
        _xml.WriteStartElement(name, "http://www.dmg.org/PMML-4_2");
        foreach (var (attribute, value) in attributes) _xml.WriteAttributeString(attribute, value);
        content?.Invoke();
        _xml.WriteEndElement();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
