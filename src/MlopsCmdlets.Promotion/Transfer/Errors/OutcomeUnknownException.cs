namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A reply was lost, and what the server shows does not tell whether the request was carried out. It was not repeated.</summary>
public sealed class OutcomeUnknownException(ContainerIdentity container, string what, IReadOnlyList<string> candidates, Exception innerException)
    : TransferException($"The reply to the {what} in {container} was lost, and " +
        (candidates.Count == 0 ? "the server shows no trace of it." : $"it could be any of {string.Join(", ", candidates)}."), innerException)
{
    /// <summary>The container.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>Ids of jobs or assets that it could be.</summary>
    public IReadOnlyList<string> Candidates { get; } = candidates;

    /// <inheritdoc/>
    public override string RecommendedAction => "Copy again when nothing else writes to the target: what has arrived by then is recognised by its content.";
}
