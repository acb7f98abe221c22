using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

internal sealed class OrPredicate(Predicate[] parts) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        var result = Truth.False;
        foreach (var part in parts)
        {
            switch (part.Evaluate(row))
            {
                case Truth.True:
                    return Truth.True;
                case Truth.SurrogateTrue:
                    return Truth.SurrogateTrue;
                case Truth.Unknown:
                    result = Truth.Unknown;
                    break;
            }
        }

        return result;
    }
}
