using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Arguments;

/// <summary>A space given as an object, an id or an exact name.</summary>
public sealed class SpaceReference
{
    /// <summary>By id or exact name.</summary>
    public SpaceReference(string idOrName) => IdOrName = idOrName;

    /// <summary>By object, which also brings its session.</summary>
    public SpaceReference(CpdSpace space)
    {
        Known = space;
        IdOrName = space.Id;
    }

    internal CpdSpace? Known { get; }

    internal string IdOrName { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Known?.ToString() ?? IdOrName;
}
