using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The first part that is not unknown answers.</summary>
internal sealed class SurrogatePredicate(Predicate[] parts) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var result = parts[i].Evaluate(row);
            if (result == Truth.Unknown) continue;
            return i > 0 && result == Truth.True ? Truth.SurrogateTrue : result;
        }

        return Truth.Unknown;
    }
}
