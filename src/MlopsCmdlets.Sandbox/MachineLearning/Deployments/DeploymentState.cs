namespace MlopsCmdlets.Sandbox.MachineLearning.Deployments;

/// <summary>The states that a deployment shows.</summary>
internal enum DeploymentState
{
    Initializing,
    Updating,
    Ready,
    Failed,
}
