using System.Xml.Linq;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>Compiles the predicate elements.</summary>
internal static class PredicateCompiler
{
    public static bool IsPredicate(XElement element)
        => element.Name.LocalName is "SimplePredicate" or "CompoundPredicate" or "SimpleSetPredicate" or "True" or "False";

    /// <summary>The predicate of a Node or Segment.</summary>
    public static Predicate CompileOf(XElement owner, Scope scope)
        => Compile(owner.Elements().FirstOrDefault(IsPredicate) ?? throw new PmmlFormatException($"A '{owner.Name.LocalName}' has no predicate."), scope);

    private static Predicate Compile(XElement element, Scope scope) => element.Name.LocalName switch
    {
        "True" => new ConstantPredicate(value: true),
        "False" => new ConstantPredicate(value: false),
        "SimplePredicate" => Simple(element, scope),
        "SimpleSetPredicate" => Set(element, scope),
        _ => Compound(element, scope),
    };

    private static Predicate Simple(XElement element, Scope scope)
    {
        var field = scope.Resolve(element.Required("field"), "SimplePredicate");
        var name = element.Required("operator");
        if (name is "isMissing" or "isNotMissing") return new MissingPredicate(field.Slot, name == "isMissing");

        var value = field.Parse(element.Required("value"), "SimplePredicate");
        if (name is "equal" or "notEqual") return new EqualPredicate(field.Slot, value, negated: name == "notEqual");

        var ordering = name switch
        {
            "lessThan" => Ordering.Less,
            "lessOrEqual" => Ordering.LessOrEqual,
            "greaterThan" => Ordering.Greater,
            "greaterOrEqual" => Ordering.GreaterOrEqual,
            _ => throw new PmmlFormatException($"SimplePredicate: operator '{name}' is unknown."),
        };
        return value.IsNumeric ? new NumberPredicate(field.Slot, ordering, value.Number) : new TextOrderPredicate(field, ordering, value.Label);
    }

    private static SetPredicate Set(XElement element, Scope scope)
    {
        var field = scope.Resolve(element.Required("field"), "SimpleSetPredicate");
        var name = element.Required("booleanOperator");
        if (name is not ("isIn" or "isNotIn")) throw new PmmlFormatException($"SimpleSetPredicate: booleanOperator '{name}' is unknown.");
        var values = ArrayText.Split(element.RequiredChild("Array").Value).Select(text => field.Parse(text, "SimpleSetPredicate")).ToHashSet();
        return new(field.Slot, values, negated: name == "isNotIn");
    }

    private static Predicate Compound(XElement element, Scope scope)
    {
        var parts = element.Elements().Where(IsPredicate).Select(e => Compile(e, scope)).ToArray();
        var name = element.Required("booleanOperator");
        if (parts.Length == 0) throw new PmmlFormatException("A CompoundPredicate has no parts.");
        return name switch
        {
            "and" => new AndPredicate(parts),
            "or" => new OrPredicate(parts),
            "xor" => new XorPredicate(parts),
            "surrogate" => new SurrogatePredicate(parts),
            _ => throw new PmmlFormatException($"CompoundPredicate: booleanOperator '{name}' is unknown."),
        };
    }
}
