namespace MlopsCmdlets.Cpd.Models;

public enum CpdDeploymentKind
{
    Online,
    Batch,
    Shiny,
}
