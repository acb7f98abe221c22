using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

internal sealed class AndPredicate(Predicate[] parts) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        var result = Truth.True;
        foreach (var part in parts)
        {
            switch (part.Evaluate(row))
            {
                case Truth.False:
                    return Truth.False;
                case Truth.Unknown:
                    result = Truth.Unknown;
                    break;
                case Truth.SurrogateTrue when result == Truth.True:
                    result = Truth.SurrogateTrue;
                    break;
            }
        }

        return result;
    }
}
