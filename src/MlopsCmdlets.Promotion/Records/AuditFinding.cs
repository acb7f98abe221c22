namespace MlopsCmdlets.Promotion.Records;

/// <summary>One deployment or asset of a space, judged by the record.</summary>
/// <param name="Type">The server's type of an asset, or <c>deployment</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="State">The judgement.</param>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="Sequence">The entry of the record that it was judged by; null when there is none.</param>
public sealed record AuditFinding(string Type, string Name, string Id, AuditState State, string Reason, int? Sequence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{State} {Type} '{Name}'";
}
