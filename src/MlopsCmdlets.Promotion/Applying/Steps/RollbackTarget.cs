using System.Globalization;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>What a rollback goes back to, found in the record.</summary>
/// <param name="Current">The entry that says what serves now.</param>
/// <param name="AssetId">The model that is to serve again.</param>
/// <param name="Entry">The entry that made it serve; null when it served before the record begins.</param>
internal sealed record RollbackTarget(PromotionEntry Current, string AssetId, PromotionEntry? Entry)
{
    /// <summary>The rollback that was the last switch: nothing is to be done, since nobody asked to go further back.</summary>
    internal PromotionEntry? Repeated { get; init; }

    internal RecordedDeployment Deployment => Current.Deployment!;

    /// <summary>The hash that the model has to have; null when the record does not know it.</summary>
    internal string? Sha256 => Entry?.Deployment?.AssetSha256;

    /// <exception cref="RollbackImpossibleException">The record does not say what to go back to.</exception>
    internal static RollbackTarget Find(string environment, PromotionHistory history, UndoRequest undo)
    {
        var served = history.Entries.Where(entry => entry.Outcome == PromotionOutcome.Succeeded && entry.Deployment is not null).ToList();
        if (served.Count == 0)
            throw Impossible("its record has no promotion of a deployment.", "Get-MlopsPromotion shows the record. Set-CpdDeployment switches a deployment by hand.");
        var chain = OfDeployment(served, undo.Deployment);
        var current = chain[chain.Count - 1];
        if (undo.To is { } sequence)
        {
            var wanted = history.Entries.FirstOrDefault(entry => entry.Sequence == sequence) ?? throw Impossible($"its record has no entry {Number(sequence)}.", "Get-MlopsPromotion shows the entries.");
            if (!chain.Contains(wanted))
                throw Impossible($"entry {Number(sequence)} did not make '{current.Deployment!.Name}' serve a model.", $"Choose one of {string.Join(", ", chain.Select(entry => Number(entry.Sequence)))}.");
            return new RollbackTarget(current, wanted.Deployment!.AssetId, wanted);
        }
        // A promotion of other assets may have left the model as it was: what is taken back is the last switch.
        var change = chain.FindLast(entry => entry.Kind == EntryKind.Rollback || entry.Deployment!.PreviousAssetId != entry.Deployment.AssetId) ?? current;
        if (change.Kind == EntryKind.Rollback)
        {
            var restored = chain.FindLast(entry => entry.Sequence == change.RestoredFrom);
            return new RollbackTarget(current, current.Deployment!.AssetId, restored) { Repeated = change };
        }
        var previous = change.Deployment!.PreviousAssetId
            ?? throw Impossible($"entry {Number(change.Sequence)} created '{change.Deployment.Name}': nothing served before.", "Remove the deployment with Remove-CpdDeployment if it is not to serve.");
        return new RollbackTarget(current, previous, chain.FindLast(entry => entry.Sequence < change.Sequence && entry.Deployment!.AssetId == previous));

        RollbackImpossibleException Impossible(string reason, string advice) => new(environment, reason, advice);

        List<PromotionEntry> OfDeployment(List<PromotionEntry> entries, string? nameOrId)
        {
            var byId = entries.GroupBy(entry => entry.Deployment!.Id, StringComparer.Ordinal).ToList();
            var fitting = nameOrId is null ? byId : byId.FindAll(group => group.Key == nameOrId || group.Last().Deployment!.Name == nameOrId);
            return fitting.Count switch
            {
                1 => [.. fitting[0]],
                0 => throw Impossible($"its record knows no deployment '{nameOrId}'.", $"Give one of {Names(byId)}."),
                _ => throw Impossible($"its record knows several deployments: {Names(fitting)}.", "Say with -Deployment which one is meant; by its id if names are equal."),
            };
        }
    }

    private static string Names(IEnumerable<IGrouping<string, PromotionEntry>> groups) => string.Join(", ", groups.Select(group => $"'{group.Last().Deployment!.Name}' ({group.Key})"));

    private static string Number(int sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
