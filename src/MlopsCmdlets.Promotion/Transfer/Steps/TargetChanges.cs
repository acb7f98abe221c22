namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Sees whether somebody else added what is about to be added, since the plan was made.</summary>
internal static class TargetChanges
{
    /// <exception cref="TargetChangedException">The target has a new asset of the type and name of one that is to be written.</exception>
    internal static void Refuse(ContainerIdentity target, IEnumerable<AssetHeader> wanted, IReadOnlyList<AssetHeader> planned, IReadOnlyList<AssetHeader> now)
    {
        var names = new HashSet<(string, string)>(wanted.Select(asset => (asset.Type, asset.Name)));
        var added = ImportStep.NewAssets(planned, now).Where(asset => !asset.IsSuperseded && names.Contains((asset.Type, asset.Name))).ToList();
        if (added.Count > 0)
            throw new TargetChangedException(target, added);
    }
}
