namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Puts right what an import loses: tags, the description, and references that still point to the source.</summary>
internal sealed class MetadataRepair(TransferSide source, IAssetTarget target, ReferenceMap references)
{
    internal async Task<(IReadOnlyList<string> Patched, IReadOnlyList<string> Warnings)> RunAsync(AssetDocument here, AssetDocument there, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var raw = CanonicalMetadata.Create(here, IdSubstitution.None);
        var resolved = await references.ResolveAsync(raw, cancellationToken).ConfigureAwait(false);
        var unresolved = new HashSet<string>(resolved.Where(item => item.Value is null).Select(item => item.Key), StringComparer.Ordinal);
        var expected = CanonicalMetadata.Create(here, new IdSubstitution(
            id => resolved.TryGetValue(id, out var other) ? other : null,
            IdSubstitution.ScopeOf(target.Identity.Kind)));

        foreach (var field in raw.Fields.Where(field => field.Value.IsText))
        {
            foreach (var id in IdSubstitution.IdsIn(field.Value.Text, unresolved.Contains))
                warnings.Add($"{field.Key} refers to {source.Find(id)}, which {target.Identity} does not have.");
        }

        var patched = new List<string>();
        var differences = CanonicalMetadata.Differences(expected, CanonicalMetadata.Create(there, IdSubstitution.None));
        foreach (var (what, edit) in Edits(here, there, raw, expected, differences, resolved).Concat(Owed(here, differences)))
        {
            try
            {
                await target.EditAsync(there.Header, [edit], cancellationToken).ConfigureAwait(false);
                patched.Add(what);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // The content has arrived and is good; what could not be put right is told.
                warnings.Add($"{what} could not be put right: {e.Message}");
            }
        }

        if (patched.Count > 0)
        {
            there = await target.ReadAsync(there.Header.Id, cancellationToken).ConfigureAwait(false);
            differences = CanonicalMetadata.Differences(expected, CanonicalMetadata.Create(there, IdSubstitution.None));
        }
        if (TagList.Missing(here.Header, there.Header) is { Count: > 0 } missing && !warnings.Exists(warning => warning.StartsWith("tags ", StringComparison.Ordinal)))
            warnings.Add($"tags were not kept by the server: {string.Join(", ", missing)}.");
        warnings.AddRange(differences
            .Where(pointer => !warnings.Exists(warning => warning.StartsWith(pointer + " ", StringComparison.Ordinal)))
            .Select(pointer => $"{pointer} differs after the copy."));
        return (patched, warnings);
    }

    private static IEnumerable<(string What, AssetEdit Edit)> Edits(
        AssetDocument here, AssetDocument there, CanonicalMetadata raw, CanonicalMetadata expected, IReadOnlyList<string> differences, IReadOnlyDictionary<string, string?> resolved)
    {
        if (TagList.Missing(here.Header, there.Header).Count > 0 || there.Header.IsSuperseded)
            yield return ("tags", AssetEdit.Tags(TagList.Travelled(here.Header, there.Header)));
        foreach (var pointer in differences)
        {
            if (!expected.Fields.TryGetValue(pointer, out var value) || !value.IsText)
                continue;
            // Only what is known to get lost is written. Any other difference may be the target's own doing.
            var refers = raw.Fields.TryGetValue(pointer, out var original) && original != value
                && IdSubstitution.IdsIn(original.Text, id => resolved.TryGetValue(id, out var other) && other is not null).Any();
            if (refers && EditPointer(pointer, here, there) is { } path)
                yield return (pointer, AssetEdit.Text(path, value.Text));
            else if (pointer == "/metadata/description")
                yield return (pointer, AssetEdit.Text(pointer, value.Text));
        }
    }

    /// <summary>Values that the copy gets and the bundle did not carry.</summary>
    private IEnumerable<(string What, AssetEdit Edit)> Owed(AssetDocument here, IReadOnlyList<string> differences) =>
        source.Container is not IOwesValues owing ? []
        : owing.Owed(here.Header).Where(owed => differences.Any(pointer => pointer == owed || pointer.StartsWith(owed + "/", StringComparison.Ordinal)))
            .Select(owed => (owed, new AssetEdit(owed, JsonPointer.Find(here.Entity, owed.Substring("/entity".Length)))));

    /// <summary>Canonical metadata names an attachment by its path; an edit names it by its id at the target.</summary>
    private static string? EditPointer(string pointer, AssetDocument here, AssetDocument there)
    {
        if (!pointer.StartsWith("/attachments/", StringComparison.Ordinal))
            return pointer;
        foreach (var attachment in here.Attachments.Where(attachment => attachment.IsRemote))
        {
            if (!pointer.StartsWith($"/attachments/{CanonicalMetadata.Escape(attachment.ConnectionPath ?? attachment.Name ?? attachment.Id)}/", StringComparison.Ordinal))
                continue;
            var twin = there.Attachments.FirstOrDefault(other => other.IsRemote && other.ConnectionPath == attachment.ConnectionPath && other.Name == attachment.Name)
                ?? there.Attachments.FirstOrDefault(other => other.IsRemote && other.ConnectionPath == attachment.ConnectionPath);
            return twin is null ? null : $"/attachments/{CanonicalMetadata.Escape(twin.Id)}{pointer.Substring(pointer.LastIndexOf('/'))}";
        }
        return null;
    }
}
