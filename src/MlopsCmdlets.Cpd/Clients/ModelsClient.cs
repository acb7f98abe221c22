using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Machine-learning models (<c>/ml/v4/models</c>).</summary>
public sealed class ModelsClient
{
    private readonly CpdContext context;
    private readonly DeploymentsClient deployments;

    internal ModelsClient(CpdContext context, DeploymentsClient deployments)
    {
        this.context = context;
        this.deployments = deployments;
    }

    public async IAsyncEnumerable<CpdModel> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get("/ml/v4/models", $"list the models of the {container}").In(container).With("limit", "100"));
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return MachineLearningReader.Model(item, container, context.Session);
    }

    /// <param name="revision">A revision number or <c>latest</c>; null reads the working copy.</param>
    public async Task<CpdModel> GetAsync(CpdContainer container, string id, string? revision = null, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get(Path(id), $"read the model '{id}' in the {container}").In(container).With("rev", revision));
        return MachineLearningReader.Model(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    public Task<CpdModel> FindAsync(CpdContainer container, string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("model", nameOrId, (id, ct) => GetAsync(container, id, null, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    /// <summary>Stores a model without content; <see cref="UploadContentAsync"/> adds it.</summary>
    public async Task<CpdModel> CreateAsync(CpdContainer container, CpdModelDefinition definition, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Post("/ml/v4/models", $"store the model '{definition.Name}' in the {container}")).Json(w =>
        {
            w.WriteString("name", definition.Name);
            w.WriteString("type", definition.Type);
            w.WriteString(container.ParameterName, container.Id);
            w.Object("software_spec", s => s.WriteString("id", definition.SoftwareSpecificationId));
            w.Text("description", definition.Description);
            w.Texts("tags", definition.Tags);
            w.Text("label_column", definition.LabelColumn);
            w.Element("custom", definition.Custom);
            w.Element("training_data_references", definition.TrainingDataReferences);
            SchemaWriter.Write(w, definition.InputFields, definition.OutputFields);
        });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return MachineLearningReader.Model(reply, container, context.Session);
    }

    /// <summary>Uploads the model's bytes, streamed: a gzipped archive for most types, XML for PMML (by the content's media type).</summary>
    public Task UploadContentAsync(
        CpdContainer container, string id, CpdContent content, string format = "native", CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Put(Path(id) + "/content", $"upload the content of the model '{id}' in the {container}").In(container))
            .With("content_format", format) with { Body = new ApiBody.Raw(content.Open, content.Length, content.MediaType) };
        return context.ReplyAsync(request, id, cancellationToken);
    }

    /// <summary>Opens the model's bytes.</summary>
    public Task<CpdDownload> OpenContentAsync(
        CpdContainer container, string id, string? revision = null, long offset = 0, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get(Path(id) + "/download", $"download the model '{id}' in the {container}").In(container))
            .With("content_format", "native").With("rev", revision) with { Accept = "*/*" };
        return context.OpenAsync(AttachmentTransfer.FromOffset(request, offset), id, cancellationToken);
    }

    public async Task<CpdModel> UpdateAsync(CpdContainer container, string id, CpdChange change, CancellationToken cancellationToken = default)
    {
        var operations = JsonBody.Operations(change, "");
        if (operations.Count == 0) return await GetAsync(container, id, null, cancellationToken).ConfigureAwait(false);
        return await PatchAsync(container, id, operations, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Patches by JSON-Patch: <c>/name</c>, <c>/description</c>, <c>/tags</c>, <c>/custom</c>, <c>/software_spec</c>.</summary>
    public async Task<CpdModel> PatchAsync(CpdContainer container, string id, IReadOnlyList<CpdPatch> operations, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Patch(Path(id), $"change the model '{id}' in the {container}", operations).In(container));
        return MachineLearningReader.Model(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    /// <summary>Deletes a model. While deployments use it this is a <see cref="Errors.CpdInUseException"/>, unless <paramref name="force"/> leaves the decision to the server.</summary>
    public async Task DeleteAsync(CpdContainer container, string id, bool force = false, CancellationToken cancellationToken = default)
    {
        if (!force) await deployments.RequireUnusedAsync(container, id, "model", cancellationToken).ConfigureAwait(false);
        await context.DeleteAsync(context.Wml(Call.Delete(Path(id), $"delete the model '{id}' in the {container}").In(container)), id, cancellationToken).ConfigureAwait(false);
    }

    public Task<CpdRevision> CreateRevisionAsync(CpdContainer container, string id, string? message, CancellationToken cancellationToken = default) =>
        MachineLearningRevisions.CreateAsync(context, container, Path(id), "model", id, message, cancellationToken);

    /// <summary>Newest first.</summary>
    public IAsyncEnumerable<CpdRevision> ListRevisionsAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        MachineLearningRevisions.ListAsync(context, container, Path(id), "model", id, cancellationToken);

    private static string Path(string id) => $"/ml/v4/models/{Call.Segment(id)}";
}
