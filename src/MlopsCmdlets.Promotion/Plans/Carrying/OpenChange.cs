using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A change that is still to be made, and how.</summary>
/// <param name="Change">The change.</param>
/// <param name="Transfer">For one that travels or is put right after an import: what the transfer does; null for a change in place.</param>
internal sealed record OpenChange(PlannedChange Change, PlannedAsset? Transfer);
