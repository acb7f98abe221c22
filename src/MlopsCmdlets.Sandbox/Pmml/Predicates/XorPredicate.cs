using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>True when an odd number of parts is; unknown when any part is.</summary>
internal sealed class XorPredicate(Predicate[] parts) : Predicate
{
    public override Truth Evaluate(Row row)
    {
        var odd = false;
        foreach (var part in parts)
        {
            switch (part.Evaluate(row))
            {
                case Truth.Unknown:
                    return Truth.Unknown;
                case Truth.True or Truth.SurrogateTrue:
                    odd = !odd;
                    break;
            }
        }

        return Of(odd);
    }
}
