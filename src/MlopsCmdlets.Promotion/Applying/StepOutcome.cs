namespace MlopsCmdlets.Promotion.Applying;

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was done by an earlier run, or there was nothing to do.</summary>
    AlreadyDone,

    /// <summary>It was left out on request, or could not run and was not demanded.</summary>
    NotRun,

    /// <summary>It failed.</summary>
    Failed,
}
