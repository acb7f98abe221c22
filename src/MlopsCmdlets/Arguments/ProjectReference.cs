using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Arguments;

/// <summary>A project given as an object, an id or an exact name.</summary>
public sealed class ProjectReference
{
    /// <summary>By id or exact name.</summary>
    public ProjectReference(string idOrName) => IdOrName = idOrName;

    /// <summary>By object, which also brings its session.</summary>
    public ProjectReference(CpdProject project)
    {
        Known = project;
        IdOrName = project.Id;
    }

    internal CpdProject? Known { get; }

    internal string IdOrName { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Known?.ToString() ?? IdOrName;
}
