namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

internal enum Ordering : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
