using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Arguments;

/// <summary>A deployment given as an object, an id or an exact name.</summary>
public sealed class DeploymentReference
{
    /// <summary>By id or exact name; its space or project has to be given too.</summary>
    public DeploymentReference(string idOrName) => IdOrName = idOrName;

    /// <summary>By object, which also brings its space or project and its session.</summary>
    public DeploymentReference(CpdDeployment deployment)
    {
        Known = deployment;
        IdOrName = deployment.Id;
    }

    internal CpdDeployment? Known { get; }

    internal string IdOrName { get; }

    /// <summary>What was given, as text.</summary>
    public override string ToString() => Known?.ToString() ?? IdOrName;
}
