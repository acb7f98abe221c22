namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan does with the deployment.</summary>
public enum DeploymentAction
{
    /// <summary>There is none of that name: it is created.</summary>
    Create,

    /// <summary>It gets the new model and keeps its id and serving name.</summary>
    Switch,

    /// <summary>It serves an equal model already.</summary>
    Unchanged,
}
