using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Deployments;

/// <summary>A cmdlet for one deployment at a time.</summary>
public abstract class DeploymentCmdlet : OptionalContainerCmdlet
{
    /// <summary>The deployment: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    [ArgumentCompleter(typeof(DeploymentCompleter))]
    [ValidateNotNull]
    public DeploymentReference? Deployment { get; set; }

    private protected override object? ErrorTarget => (object?)Deployment?.Known ?? Deployment?.IdOrName;
}
