using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Arguments;

/// <summary>An environment given as an object or a name.</summary>
public sealed class EnvironmentReference
{
    /// <summary>By name, looked up in mlops.json.</summary>
    public EnvironmentReference(string name) => Name = name;

    /// <summary>By object.</summary>
    public EnvironmentReference(MlopsEnvironment environment)
    {
        Known = environment;
        Name = environment.Name;
    }

    internal MlopsEnvironment? Known { get; }

    internal string Name { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
