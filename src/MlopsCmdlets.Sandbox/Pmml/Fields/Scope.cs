using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Expressions;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>
/// The field names that one model element sees: its mining fields, its derived fields, and those of the elements around it.
/// Derived fields are compiled when something names them, after those they depend on; the others cost nothing.
/// </summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _derived = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<Step> _steps = [];

    public Scope(Compilation compilation, Scope? parent)
    {
        Compilation = compilation;
        Parent = parent;
    }

    public Compilation Compilation { get; }

    public Scope? Parent { get; }

    /// <summary>What to run, in order, when the owner of this scope begins to score a row.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    public Field Add(string name, PmmlDataType type, PmmlOpType opType, IReadOnlyList<PmmlValue>? categories = null)
    {
        var field = new Field(name, Compilation.NextSlot(), type, opType) { Categories = categories ?? [] };
        _fields[name] = field;
        return field;
    }

    /// <summary>Makes a field of another scope visible: the Output of a segment, to those after it.</summary>
    public void Import(Field field) => _fields[field.Name] = field;

    public void Add(Step step) => _steps.Add(step);

    /// <summary>Announces the DerivedField elements of a TransformationDictionary or LocalTransformations.</summary>
    public void AddDerived(XElement? container)
    {
        if (container is null) return;
        foreach (var element in container.Children("DerivedField"))
            if (element.Text("name") is { } name) _derived[name] = element;
    }

    public Field? Find(string name)
    {
        if (_fields.TryGetValue(name, out var field)) return field;
        return _derived.TryGetValue(name, out var element) ? Derive(name, element) : Parent?.Find(name);
    }

    public Field Resolve(string name, string where)
        => Find(name) ?? throw new PmmlFormatException($"{where} names the field '{name}', which is neither in the MiningSchema nor derived.");

    private Field Derive(string name, XElement element)
    {
        if (!_open.Add(name)) throw new PmmlFormatException($"DerivedField '{name}' depends on itself.");
        var type = TypeNames.DataType(element);
        var body = element.Elements().FirstOrDefault(e => e.Name.LocalName != "Value")
            ?? throw new PmmlFormatException($"DerivedField '{name}' has no expression.");
        var expression = ExpressionCompiler.Compile(body, this);
        var categories = element.Children("Value").Select(v => v.Text("value")).OfType<string>()
            .Select(v => PmmlValue.TryParse(v, type, out var parsed) ? parsed : default).Where(v => !v.IsMissing).ToList();
        var field = Add(name, type, TypeNames.OpType(element, type), categories);
        _steps.Add(new DeriveStep(expression, field));
        _open.Remove(name);
        return field;
    }
}
