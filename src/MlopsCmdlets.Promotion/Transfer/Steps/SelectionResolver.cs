namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Turns a selection into assets.</summary>
internal static class SelectionResolver
{
    internal static IReadOnlyList<AssetHeader> Resolve(ContainerIdentity container, IReadOnlyList<AssetHeader> listing, AssetSelection selection)
    {
        var types = new HashSet<string>(selection.Types, StringComparer.Ordinal);
        var chosen = new List<AssetHeader>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Add(AssetHeader asset)
        {
            if (seen.Add(asset.Id))
                chosen.Add(asset);
        }

        var byId = listing.GroupBy(asset => asset.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var id in selection.Ids)
            Add(byId.TryGetValue(id, out var asset) ? asset : throw new AssetNotFoundException(container, id, isSuperseded: false));

        foreach (var name in selection.Names)
        {
            var all = listing.Where(asset => asset.Name == name && (types.Count == 0 || types.Contains(asset.Type))).ToList();
            var current = all.FindAll(asset => !asset.IsSuperseded);
            if (current.Count == 0)
                throw new AssetNotFoundException(container, name, isSuperseded: all.Count > 0);
            if (current.Count > 1)
                throw new AmbiguousSelectionException(container, name, current);
            Add(current[0]);
        }

        if (selection.IsOpen)
        {
            foreach (var asset in listing.Where(asset => !asset.IsSuperseded && !asset.IsBookkeeping && !AssetKinds.NeverTravels(asset.Type) && (types.Count == 0 || types.Contains(asset.Type))))
                Add(asset);
        }
        return chosen.Count > 0 ? chosen : throw new EmptySelectionException(container, selection);
    }
}
