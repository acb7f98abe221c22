namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>How a deployment is used.</summary>
internal enum DeploymentKind
{
    /// <summary>Answers predictions at once.</summary>
    Online,

    /// <summary>Runs jobs.</summary>
    Batch,

    /// <summary>Shows a Shiny application.</summary>
    RShiny,
}
