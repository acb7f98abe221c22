using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Scripts: catalogue assets of type <c>script</c> with one file, deployed as batch.</summary>
public sealed class ScriptsClient
{
    private const string AssetType = "script";
    private readonly CpdContext context;
    private readonly AssetsClient assets;
    private readonly DeploymentsClient deployments;

    internal ScriptsClient(CpdContext context, AssetsClient assets, DeploymentsClient deployments)
    {
        this.context = context;
        this.assets = assets;
        this.deployments = deployments;
    }

    public async IAsyncEnumerable<CpdScript> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var document in assets.SearchDocumentsAsync(container, new CpdAssetQuery { Type = AssetType }, cancellationToken).ConfigureAwait(false))
            yield return AssetReader.Script(document, container, context.Session);
    }

    public async Task<CpdScript> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        AssetReader.Script(await assets.GetDocumentAsync(container, id, cancellationToken).ConfigureAwait(false), container, context.Session);

    public Task<CpdScript> FindAsync(CpdContainer container, string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("script", nameOrId, (id, ct) => GetAsync(container, id, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    /// <summary>Stores a script with its file. If the upload fails, the empty asset is deleted again.</summary>
    public async Task<CpdScript> CreateAsync(CpdContainer container, CpdScriptDefinition definition, CpdContent file, CancellationToken cancellationToken = default)
    {
        var document = await assets.CreateDocumentAsync(
            container,
            new CpdAssetDefinition
            {
                Name = definition.Name,
                Type = AssetType,
                Description = definition.Description,
                Tags = definition.Tags,
                Entity = JsonBody.Value(e => e.Object(AssetType, s =>
                {
                    s.Object("language", l => l.WriteString("name", definition.Language));
                    s.Object("software_spec", w =>
                    {
                        w.WriteString("base_id", definition.SoftwareSpecificationId);
                        w.Text("name", definition.SoftwareSpecificationName);
                    });
                    s.WriteString("ml_version", "4.0.0");
                })),
            },
            cancellationToken).ConfigureAwait(false);
        var script = AssetReader.Script(document, container, context.Session);
        try
        {
            var attachment = await assets.UploadAttachmentAsync(container, script.Id, AssetType, file, cancellationToken).ConfigureAwait(false);
            return script with { Attachments = [attachment] };
        }
        catch
        {
            await assets.TryDeleteAsync(container, script.Id).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<CpdScript> UpdateAsync(CpdContainer container, string id, CpdChange change, CancellationToken cancellationToken = default)
    {
        await assets.UpdateAsync(container, id, change, cancellationToken).ConfigureAwait(false);
        return await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts another file in place of the present one: the new one is complete before the old one is deleted.</summary>
    public async Task<CpdScript> ReplaceFileAsync(CpdContainer container, string id, CpdContent file, CancellationToken cancellationToken = default)
    {
        var before = await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        await assets.UploadAttachmentAsync(container, id, AssetType, file, cancellationToken).ConfigureAwait(false);
        foreach (var old in before.Attachments) await assets.DeleteAttachmentAsync(container, id, old.Id, cancellationToken).ConfigureAwait(false);
        return await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the script's file.</summary>
    public async Task<CpdDownload> OpenFileAsync(CpdContainer container, string id, CancellationToken cancellationToken = default)
    {
        var script = await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        return script.Attachments.Count == 0
            ? throw new CpdUnsupportedException($"The script '{script.Name}' in the {container} has no file.")
            {
                Target = id,
                RecommendedAction = "Upload its file, or delete it and store it again.",
            }
            : await assets.OpenAttachmentAsync(container, id, script.Attachments[0].Id, 0, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ModelsClient.DeleteAsync"/>
    public async Task DeleteAsync(CpdContainer container, string id, bool force = false, CancellationToken cancellationToken = default)
    {
        if (!force) await deployments.RequireUnusedAsync(container, id, "script", cancellationToken).ConfigureAwait(false);
        await assets.DeleteAsync(container, id, purge: true, cancellationToken).ConfigureAwait(false);
    }

    public Task<CpdRevision> CreateRevisionAsync(CpdContainer container, string id, string? message, CancellationToken cancellationToken = default) =>
        assets.CreateRevisionAsync(container, id, message, cancellationToken);

    public IAsyncEnumerable<CpdRevision> ListRevisionsAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        assets.ListRevisionsAsync(container, id, cancellationToken);
}
