namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Turns selections into assets of one listing.</summary>
internal sealed class SelectionResolver(ContainerIdentity container, IReadOnlyList<AssetHeader> listing)
{
    private readonly ILookup<string, AssetHeader> _byId = listing.ToLookup(asset => asset.Id, StringComparer.Ordinal);
    private readonly ILookup<string, AssetHeader> _byName = listing.ToLookup(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The one asset with an id or, where none has it, a name.</summary>
    /// <param name="nameOrId">The id or the name.</param>
    /// <param name="types">Types that a name stands for; empty for any.</param>
    internal AssetHeader Resolve(string nameOrId, IReadOnlyList<string> types) =>
        Resolve(_byId.Contains(nameOrId) ? new AssetSelection { Ids = [nameOrId] } : new AssetSelection { Names = [nameOrId], Types = types })[0];

    internal IReadOnlyList<AssetHeader> Resolve(AssetSelection selection)
    {
        var types = new HashSet<string>(selection.Types, StringComparer.Ordinal);
        var chosen = new List<AssetHeader>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Add(AssetHeader asset)
        {
            if (seen.Add(asset.Id))
                chosen.Add(asset);
        }

        foreach (var id in selection.Ids)
            Add(_byId[id].FirstOrDefault() ?? throw new AssetNotFoundException(container, id, isSuperseded: false));

        foreach (var name in selection.Names)
        {
            var all = _byName[name].Where(asset => types.Count == 0 || types.Contains(asset.Type)).ToList();
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
