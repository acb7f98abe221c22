using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Bundles of plans in the user's own folder. A bundle without secrets lies under a name that plan and assets give it, beside a note of its hash: a run
/// that was killed after the download does not download again. One with secrets is a temporary file whose key is in memory only.
/// </summary>
internal sealed class KeptBundles(PromotionPlan plan, IAssetSource source, TransferOptions options, TimeProvider time, ISpoolStore spools, IProgress<TransferProgress>? progress) : IBundleSupply
{
    private static readonly TimeSpan OldAge = TimeSpan.FromDays(7);

    private string Folder => options.SpoolFolder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "MlopsCmdlets", "spool");

    public async Task<SuppliedBundle> GetAsync(IReadOnlyList<PlannedAsset> assets, IReadOnlyList<AssetDocument> documents, List<string> warnings, CancellationToken cancellationToken)
    {
        if (documents.Any(document => document.Header.Type == AssetKinds.Connection || BundleInspector.HasClearTextSecret(document)))
            return await new FreshBundle(source, options, time, spools, progress).GetAsync(assets, documents, warnings, cancellationToken).ConfigureAwait(false);

        var content = Content(assets);
        var path = Path.Combine(Folder, $"mlops-{plan.Hash.Substring(0, 12)}-{Sha256.OfText(content.ToJsonString()).Substring(0, 12)}.zip");
        RemoveOld();
        if (await ReuseAsync(path, content, cancellationToken).ConfigureAwait(false) is { } known)
            return known;

        Remove(path);
        var spool = FileSpoolStore.CreateKept(path);
        var hash = await new ExportStep(source, options, time, warnings).RunAsync([.. assets.Select(asset => asset.Source.Id)], key: null, spool, progress, cancellationToken).ConfigureAwait(false);
        if (await HoldsSecretsAsync(spool, assets, cancellationToken).ConfigureAwait(false))
        {
            // The export added something with secrets: nothing of it stays on disk, and it is made again with a key.
            Remove(path);
            return await new FreshBundle(source, options, time, spools, progress).GetAsync(assets, documents, warnings, cancellationToken).ConfigureAwait(false);
        }
        content["sha256"] = hash.Sha256;
        content["bytes"] = hash.Bytes;
        File.WriteAllText(Note(path), content.ToJsonString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return new SuppliedBundle(spool, hash, Key: null) { Arrived = () => Remove(path) };
    }

    private async Task<SuppliedBundle?> ReuseAsync(string path, JsonObject content, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) || !File.Exists(Note(path)))
            return null;
        try
        {
            var note = StrictJson.Parse(File.ReadAllBytes(Note(path)), "note beside a spooled bundle");
            var length = new FileInfo(path).Length;
            if (!note.TryGetProperty("sha256", out var hash) || !note.TryGetProperty("bytes", out var bytes) || bytes.GetInt64() != length)
                return null;
            foreach (var member in content)
            {
                if (!note.TryGetProperty(member.Key, out var noted) || CanonicalJson.Hash(noted) != CanonicalJson.Hash(new JsonObject { ["value"] = member.Value!.DeepClone() }["value"]!))
                    return null;
            }
            progress?.Report(new TransferProgress(TransferStage.Checking, 0, length));
            var spool = FileSpoolStore.OpenKept(path);
            ContentHash found;
            using (var stream = spool.OpenRead())
                found = await AssetContentReader.HashAsync(stream, cancellationToken).ConfigureAwait(false);
            return found.Sha256 == hash.GetString() ? new SuppliedBundle(spool, found, Key: null) { Arrived = () => Remove(path) } : null;
        }
        catch (Exception e) when (e is MalformedDocumentException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            return null; // As good as none.
        }
    }

    private async Task<bool> HoldsSecretsAsync(ISpoolFile spool, IReadOnlyList<PlannedAsset> assets, CancellationToken cancellationToken)
    {
        using var stream = spool.OpenRead();
        var reader = BundleReader.Open(stream, $"export of {source.Identity}", options.BundleLimits.Expecting(assets.Select(asset => asset.Source)));
        return (await BundleInspector.InspectAsync(reader, progress, cancellationToken).ConfigureAwait(false)).HasClearTextSecrets;
    }

    private JsonObject Content(IReadOnlyList<PlannedAsset> assets) => new()
    {
        ["plan"] = plan.Hash,
        ["assets"] = new JsonArray([.. assets.OrderBy(asset => asset.Source.Id, StringComparer.Ordinal)
            .Select(asset => (JsonNode)new JsonObject { ["id"] = asset.Source.Id, ["sha256"] = asset.Sha256, ["metadataSha256"] = asset.MetadataSha256 })]),
    };

    /// <summary>What plans left that nobody ran again.</summary>
    private void RemoveOld()
    {
        if (!Directory.Exists(Folder))
            return;
        var limit = time.GetUtcNow().UtcDateTime - OldAge;
        foreach (var file in Directory.GetFiles(Folder, "mlops-*-*.zip").Where(file => File.GetLastWriteTimeUtc(file) < limit))
            Remove(file);
    }

    private static string Note(string path) => path + ".json";

    private static void Remove(string path)
    {
        foreach (var file in new[] { Note(path), path })
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A reader that is still being closed; it goes with old age.
            }
        }
    }
}
