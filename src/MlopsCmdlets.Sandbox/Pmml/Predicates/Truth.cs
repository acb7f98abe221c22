namespace MlopsCmdlets.Sandbox.Pmml.Predicates;

/// <summary>The standard's three-valued logic. A surrogate's "true" counts as true, and is told apart because a tree may charge a penalty for it.</summary>
internal enum Truth : byte
{
    False,
    True,
    SurrogateTrue,
    Unknown,
}
