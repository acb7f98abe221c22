namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan does with one asset.</summary>
public enum ChangeAction
{
    /// <summary>The destination has none of that type and name.</summary>
    Add,

    /// <summary>The destination has a different one: a model is added as a new version, data, connections and scripts are changed in place.</summary>
    Update,

    /// <summary>Something of the destination stands for it; it is not copied.</summary>
    Map,

    /// <summary>The destination has an equal one.</summary>
    Unchanged,

    /// <summary>It cannot be told what the destination's counterpart is, or both sides were changed.</summary>
    Conflict,

    /// <summary>It cannot go there; the reason says what has to be done first.</summary>
    Blocked,
}
