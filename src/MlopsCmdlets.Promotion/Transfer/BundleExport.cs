namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Exports assets of a container to a file and checks it. The file appears under its name only when it is complete and sound.</summary>
/// <param name="source">The container.</param>
/// <param name="options">How; null means the defaults.</param>
/// <param name="time">The clock; null means the system's.</param>
public sealed class BundleExport(IAssetSource source, TransferOptions? options = null, TimeProvider? time = null)
{
    private readonly TransferOptions _options = options ?? new TransferOptions();

    /// <summary>The assets that a selection means.</summary>
    /// <exception cref="EmptySelectionException">Nothing is selected.</exception>
    /// <exception cref="AssetNotFoundException">A selected id or name does not exist.</exception>
    /// <exception cref="AmbiguousSelectionException">A selected name fits several assets.</exception>
    public async Task<IReadOnlyList<AssetHeader>> SelectAsync(AssetSelection selection, CancellationToken cancellationToken) =>
        new SelectionResolver(source.Identity, await source.ListAsync(cancellationToken).ConfigureAwait(false)).Resolve(selection);

    /// <summary>Says what would be refused, without asking the server.</summary>
    /// <exception cref="ClearTextSecretsException">There would be secrets in clear text.</exception>
    /// <exception cref="FileExistsException">The file exists.</exception>
    public void Check(IReadOnlyList<AssetHeader> assets, string path, bool hasKey, bool allowClearText, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
            throw new FileExistsException(path);
        var withSecrets = assets.Where(asset => asset.Type == "connection").Select(asset => asset.ToString()).ToList();
        if (withSecrets.Count > 0 && !hasKey && !allowClearText)
            throw new ClearTextSecretsException(source.Identity, withSecrets);
    }

    /// <summary>Exports assets.</summary>
    /// <param name="assets">What to export, from <see cref="SelectAsync"/>.</param>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="key">Key for secrets, or null.</param>
    /// <param name="allowClearText">Accepts secrets in clear text when there is no key.</param>
    /// <param name="overwrite">Replaces an existing file.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ClearTextSecretsException">There would be secrets in clear text.</exception>
    /// <exception cref="FileExistsException">The file exists.</exception>
    public async Task<ExportedBundle> RunAsync(
        IReadOnlyList<AssetHeader> assets, string path, TransferKey? key, bool allowClearText, bool overwrite, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        Check(assets, path, key is not null, allowClearText, overwrite);
        var warnings = new List<string>();
        using var file = new FileSpoolStore(Path.GetDirectoryName(Path.GetFullPath(path))).Create();
        var hash = await new ExportStep(source, _options, time ?? TimeProvider.System, warnings)
            .RunAsync([.. assets.Select(asset => asset.Id)], key, file, progress, cancellationToken).ConfigureAwait(false);
        BundleContents contents;
        using (var stream = file.OpenRead())
            contents = await BundleInspector.InspectAsync(BundleReader.Open(stream, Path.GetFileName(path), _options.BundleLimits.Expecting(assets)), progress, cancellationToken).ConfigureAwait(false);

        var bundled = new HashSet<string>(contents.Assets.Select(asset => asset.Document.Header.Id), StringComparer.Ordinal);
        var missing = assets.Where(asset => !bundled.Contains(asset.Id)).ToList();
        if (missing.Exists(asset => !AssetKinds.NeverTravels(asset.Type) && !AssetKinds.MayBeLeftOut(asset.Type)))
            throw new BundleContentException(Path.GetFileName(path), missing.ConvertAll(asset => asset.ToString()), []);
        warnings.AddRange(missing.Select(asset => $"The export does not carry {asset}."));
        // A dependency that the server added may be a connection; other types have secrets as well.
        if (contents.HasClearTextSecrets && !allowClearText)
            throw new ClearTextSecretsException(source.Identity, [.. contents.Assets.Where(asset => BundleInspector.HasClearTextSecret(asset.Document)).Select(asset => asset.Document.Header.ToString())]);

        Publish(file, path, overwrite);
        return new ExportedBundle(path, source.Identity, hash.Sha256!, hash.Bytes, contents.Assets) { HasClearTextSecrets = contents.HasClearTextSecrets, Warnings = warnings };
    }

    private static void Publish(ISpoolFile file, string path, bool overwrite)
    {
#if NET
        try
        {
            File.Move(file.Path, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw new FileExistsException(path);
        }
#else
        if (overwrite && File.Exists(path))
            File.Replace(file.Path, path, destinationBackupFileName: null);
        else
            File.Move(file.Path, path);
#endif
    }
}
