namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What happened, or would happen, to one asset.</summary>
public enum CopyAction
{
    /// <summary>The target had none of that type and name.</summary>
    Added,

    /// <summary>A new version was added; earlier ones are tagged as superseded.</summary>
    Updated,

    /// <summary>The target already has its content, but tags or references that an import lost were put right in place.</summary>
    Repaired,

    /// <summary>The target already has it; nothing was written.</summary>
    Unchanged,

    /// <summary>It cannot travel; see the messages.</summary>
    Skipped,

    /// <summary>It was not copied, or the copy is not good; see the error.</summary>
    Failed,
}
