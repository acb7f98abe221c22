using MlopsCmdlets.Promotion.Locking;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>Others kept writing to a record for so long that this entry did not get its turn.</summary>
public sealed class RecordBusyException(string environment, LockHolder other)
    : PromotionException($"The record of environment '{environment}' could not be written: {other.Owner.UserName} on {other.Host} was writing all the time.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Run it again; what was done already is recognised and not repeated.";
}
