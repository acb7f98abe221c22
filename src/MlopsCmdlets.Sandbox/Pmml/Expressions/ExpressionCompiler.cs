using System.Globalization;
using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>Compiles the expression elements.</summary>
internal static class ExpressionCompiler
{
    private const int MaxFunctionDepth = 50;

    public static Expression Compile(XElement element, Scope scope) => Compile(element, scope, parameters: null, depth: 0);

    private static Expression Compile(XElement element, Scope scope, IReadOnlyDictionary<string, Expression>? parameters, int depth)
        => element.Name.LocalName switch
        {
            "Constant" => new ConstantExpression(Constant(element)),
            "FieldRef" => FieldRef(element, scope, parameters),
            "NormContinuous" => NormContinuous(element, scope),
            "NormDiscrete" => NormDiscrete(element, scope),
            "Discretize" => Discretize(element, scope),
            "MapValues" => MapValues(element, scope),
            "Apply" => Apply(element, scope, parameters, depth),
            var other => throw new PmmlUnsupportedException(other),
        };

    private static PmmlValue Constant(XElement element)
    {
        if (element.Text("missing") == "true") return PmmlValue.Missing;
        var text = element.Value;
        if (element.Text("dataType") is { } type)
        {
            return PmmlValue.TryParse(text, TypeNames.DataType(type), out var typed)
                ? typed
                : throw new PmmlFormatException($"Constant '{text}' is not of type {type}.");
        }

        return Untyped(text);
    }

    /// <summary>A text of the document that carries no type: a number if it reads as one.</summary>
    private static PmmlValue Untyped(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? PmmlValue.Of(number) : PmmlValue.Of(text);

    private static PmmlValue Default(XElement element, string attribute, PmmlDataType? type = null)
    {
        if (element.Text(attribute) is not { } text) return PmmlValue.Missing;
        if (type is null) return Untyped(text);
        return PmmlValue.TryParse(text, type.Value, out var value)
            ? value
            : throw new PmmlFormatException($"'{element.Name.LocalName}': {attribute}='{text}' is not of type {type}.");
    }

    private static Expression FieldRef(XElement element, Scope scope, IReadOnlyDictionary<string, Expression>? parameters)
    {
        var name = element.Required("field");
        if (parameters is not null && parameters.TryGetValue(name, out var argument)) return argument;
        var field = scope.Resolve(name, "FieldRef");

        // Usually a value of the field's own type; else one of the type that the result will be cast to.
        var missingTo = element.Text("mapMissingTo") is { } text ? PmmlValue.TryParse(text, field.DataType, out var typed) ? typed : Untyped(text) : default;
        return new FieldExpression(field.Slot, missingTo);
    }

    private static NormContinuousExpression NormContinuous(XElement element, Scope scope)
    {
        var field = scope.Resolve(element.Required("field"), "NormContinuous");
        var points = element.Children("LinearNorm").Select(e => (Orig: e.RequiredNumber("orig"), Norm: e.RequiredNumber("norm"))).ToList();
        if (points.Count < 2) throw new PmmlFormatException($"NormContinuous of '{field.Name}' needs two LinearNorm elements.");
        for (var i = 1; i < points.Count; i++)
            if (points[i].Orig <= points[i - 1].Orig) throw new PmmlFormatException($"NormContinuous of '{field.Name}': orig values must ascend.");

        return new(
            field.Slot,
            [.. points.Select(p => p.Orig)],
            [.. points.Select(p => p.Norm)],
            Default(element, "mapMissingTo", PmmlDataType.Double),
            element.Text("outliers") ?? "asIs");
    }

    private static NormDiscreteExpression NormDiscrete(XElement element, Scope scope)
    {
        var field = scope.Resolve(element.Required("field"), "NormDiscrete");
        return new(field.Slot, field.Parse(element.Required("value"), "NormDiscrete"), Default(element, "mapMissingTo", PmmlDataType.Double));
    }

    private static DiscretizeExpression Discretize(XElement element, Scope scope)
    {
        var field = scope.Resolve(element.Required("field"), "Discretize");
        var bins = element.Children("DiscretizeBin").ToList();
        var type = element.Text("dataType") is { } name ? TypeNames.DataType(name) : PmmlDataType.Text;
        return new(
            field.Slot,
            [.. bins.Select(b => Interval.Read(b.RequiredChild("Interval")))],
            [.. bins.Select(b => Default(b, "binValue", type))],
            Default(element, "defaultValue", type),
            Default(element, "mapMissingTo", type));
    }

    private static MapValuesExpression MapValues(XElement element, Scope scope)
    {
        var pairs = element.Children("FieldColumnPair")
            .Select(p => (Field: scope.Resolve(p.Required("field"), "MapValues"), Column: p.Required("column"))).ToList();
        var output = element.Required("outputColumn");
        var type = element.Text("dataType") is { } name ? TypeNames.DataType(name) : PmmlDataType.Text;
        if (element.Child("TableLocator") is not null) throw new PmmlUnsupportedException("TableLocator");
        var keys = new List<PmmlValue[]>();
        var results = new List<PmmlValue>();
        foreach (var row in element.RequiredChild("InlineTable").Children("row"))
        {
            // Columns may carry a prefix of another namespace; only their local name counts.
            var cells = row.Elements().GroupBy(c => c.Name.LocalName, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value.Trim(), StringComparer.Ordinal);
            if (!cells.TryGetValue(output, out var result)) continue;
            if (pairs.Any(p => !cells.ContainsKey(p.Column))) throw new PmmlUnsupportedException("MapValues", "a row of its table lacks a column");
            keys.Add([.. pairs.Select(p => p.Field.Parse(cells[p.Column], "MapValues"))]);
            results.Add(PmmlValue.TryParse(result, type, out var value) ? value : throw new PmmlFormatException($"MapValues: '{result}' is not of type {type}."));
        }

        return new([.. pairs.Select(p => p.Field.Slot)], [.. keys], [.. results], Default(element, "defaultValue", type), Default(element, "mapMissingTo", type));
    }

    private static Expression Apply(XElement element, Scope scope, IReadOnlyDictionary<string, Expression>? parameters, int depth)
    {
        if (depth > MaxFunctionDepth) throw new PmmlFormatException("Functions call each other without end.");
        var name = element.Required("function");
        var arguments = element.Elements().Select(e => Compile(e, scope, parameters, depth)).ToArray();
        if (scope.Compilation.FindFunction(name) is { } definition) return Inline(definition, name, arguments, scope, depth);

        var missingTo = Default(element, "mapMissingTo");
        var invalidTo = Default(element, "defaultValue");
        if (name == "if")
        {
            return arguments.Length is 2 or 3
                ? new IfExpression(arguments[0], arguments[1], arguments.ElementAtOrDefault(2), missingTo)
                : throw new PmmlFormatException($"Function 'if' takes 2 or 3 arguments, not {arguments.Length}.");
        }

        var function = BuiltIns.Find(name) ?? throw new PmmlUnsupportedException("Apply", $"function '{name}' is unknown");
        if (arguments.Length < function.Least || arguments.Length > function.Most)
            throw new PmmlFormatException($"Function '{name}' does not take {arguments.Length} arguments.");
        return new ApplyExpression(function, arguments, missingTo, invalidTo);
    }

    /// <summary>A function of the document becomes its body, with the arguments in place of the parameters.</summary>
    private static Expression Inline(XElement definition, string name, Expression[] arguments, Scope scope, int depth)
    {
        var names = definition.Children("ParameterField").Select(p => p.Required("name")).ToList();
        if (names.Count != arguments.Length) throw new PmmlFormatException($"Function '{name}' takes {names.Count} arguments, not {arguments.Length}.");
        var body = definition.Elements().FirstOrDefault(e => e.Name.LocalName != "ParameterField")
            ?? throw new PmmlFormatException($"DefineFunction '{name}' has no expression.");
        return Compile(body, scope, names.Zip(arguments).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal), depth + 1);
    }
}
