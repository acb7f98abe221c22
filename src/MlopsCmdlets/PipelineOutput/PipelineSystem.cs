namespace MlopsCmdlets.PipelineOutput;

/// <summary>Which build system reads what a script writes.</summary>
public enum PipelineSystem
{
    /// <summary>None: nothing is written for one.</summary>
    None,

    /// <summary>An agent of Azure DevOps, Services or Server.</summary>
    AzureDevOps,
}
