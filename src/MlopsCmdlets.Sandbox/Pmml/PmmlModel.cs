using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;
using MlopsCmdlets.Sandbox.Pmml.Models;

namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>
/// A PMML document compiled for scoring: TreeModel, MiningModel or RegressionModel of versions 3.x and 4.x.
/// Immutable; any number of threads may score with it at once.
/// </summary>
public sealed class PmmlModel
{
    private readonly ModelEvaluator _model;
    private readonly InputBinding[] _inputs;
    private readonly OutputField[] _outputs;
    private readonly Compilation _compilation;

    private PmmlModel(XElement root)
    {
        Version = root.Text("version") ?? string.Empty;
        if (!Version.StartsWith("3.", StringComparison.Ordinal) && !Version.StartsWith("4.", StringComparison.Ordinal))
            throw new PmmlUnsupportedException("PMML", $"version '{Version}'; versions 3.x and 4.x are known");
        var element = root.Elements().FirstOrDefault(ModelCompiler.IsModel) ?? throw new PmmlFormatException("The document holds no model.");
        _compilation = new Compilation(root);
        (_model, _inputs) = ModelCompiler.CompileRoot(element, _compilation);
        _outputs = [.. _model.Outputs.Where(o => o.IsFinal)];
        ModelName = element.Text("modelName");
        Element = element.Name.LocalName;
        InputFields = [.. _inputs.Select(i => new PmmlInputField(i.Field.Name, i.Field.DataType, i.Field.OpType))];
        OutputNames = [.. _outputs.Select(o => o.Field.Name)];
        Classes = [.. _model.Header.Classes.Values.Select(v => v.Label)];
    }

    /// <summary>Version of the standard that the document names, for example <c>4.3</c>.</summary>
    public string Version { get; }

    public string? ModelName { get; }

    /// <summary>The model element: <c>TreeModel</c>, <c>MiningModel</c> or <c>RegressionModel</c>.</summary>
    public string Element { get; }

    public PmmlFunction Function => _model.Header.Function;

    /// <summary>Name of the field that is predicted; null when the MiningSchema names none.</summary>
    public string? Target => _model.Header.Target;

    /// <summary>The fields that the model reads, in the order of its MiningSchema. A row may hold others; they are ignored.</summary>
    public IReadOnlyList<PmmlInputField> InputFields { get; }

    /// <summary>Labels of the classes, in the DataDictionary's order; empty for a regression.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Names of the Output fields that are results; empty when the model has no Output.</summary>
    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Compiles a document.</summary>
    /// <exception cref="PmmlFormatException">It is not well-formed PMML; a document type declaration is refused too.</exception>
    /// <exception cref="PmmlUnsupportedException">It uses an element or a value that this evaluator does not run.</exception>
    public static PmmlModel Load(Stream xml) => new(DocumentXml.Load(xml));

    /// <inheritdoc cref="Load(Stream)"/>
    public static PmmlModel Load(byte[] xml)
    {
        using var stream = new MemoryStream(xml, writable: false);
        return Load(stream);
    }

    /// <summary>Prepares scoring of rows whose values stand in the order of <paramref name="fields"/>. One scorer serves one thread.</summary>
    /// <param name="fields">Column names; null: the rows' values are in the order of <see cref="InputFields"/>.</param>
    public PmmlScorer CreateScorer(IReadOnlyList<string>? fields = null)
        => new(this, _model, _inputs, _outputs, new Row(_compilation.SlotCount, _compilation.SegmentCount), fields);

    /// <summary>The input fields that a request with these columns does not give; such values count as missing.</summary>
    public IReadOnlyList<string> FindMissingFields(IReadOnlyList<string> fields)
        => [.. InputFields.Select(f => f.Name).Except(fields, StringComparer.Ordinal)];

    /// <summary>Scores one row given by field name. For many rows use <see cref="CreateScorer"/>.</summary>
    /// <exception cref="PmmlValueException">A value does not fit the model.</exception>
    public PmmlPrediction Evaluate(IReadOnlyDictionary<string, object?> row)
    {
        var names = row.Keys.ToArray();
        return CreateScorer(names).Score([.. names.Select(n => row[n])]);
    }
}
