namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>How a step ended, in its own words.</summary>
internal readonly record struct StepEnd(StepOutcome Outcome, string Detail)
{
    internal static StepEnd Done(string detail) => new(StepOutcome.Done, detail);

    internal static StepEnd AlreadyDone(string detail) => new(StepOutcome.AlreadyDone, detail);

    internal static StepEnd NotRun(string detail) => new(StepOutcome.NotRun, detail);
}
