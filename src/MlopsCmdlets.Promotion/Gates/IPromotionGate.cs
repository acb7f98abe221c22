namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Something that a promotion has to pass. Reads only. An exception or a time-out counts as failed; it never ends the other gates.</summary>
public interface IPromotionGate
{
    /// <summary>Kind, name, severity and settings.</summary>
    GateDefinition Definition { get; }

    /// <summary>Judges a plan.</summary>
    Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken);
}
