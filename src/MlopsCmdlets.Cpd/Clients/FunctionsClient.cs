using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Deployable functions (<c>/ml/v4/functions</c>).</summary>
public sealed class FunctionsClient
{
    private readonly CpdContext context;
    private readonly DeploymentsClient deployments;

    internal FunctionsClient(CpdContext context, DeploymentsClient deployments)
    {
        this.context = context;
        this.deployments = deployments;
    }

    public async IAsyncEnumerable<CpdFunction> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get("/ml/v4/functions", $"list the functions of the {container}").In(container).With("limit", "100"));
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return MachineLearningReader.Function(item, container, context.Session);
    }

    /// <param name="revision">A revision number or <c>latest</c>; null reads the working copy.</param>
    public async Task<CpdFunction> GetAsync(CpdContainer container, string id, string? revision = null, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get(Path(id), $"read the function '{id}' in the {container}").In(container).With("rev", revision));
        return MachineLearningReader.Function(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    public Task<CpdFunction> FindAsync(CpdContainer container, string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("function", nameOrId, (id, ct) => GetAsync(container, id, null, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    /// <summary>Stores a function without code; <see cref="UploadCodeAsync"/> adds it.</summary>
    public async Task<CpdFunction> CreateAsync(CpdContainer container, CpdFunctionDefinition definition, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Post("/ml/v4/functions", $"store the function '{definition.Name}' in the {container}")).Json(w =>
        {
            w.WriteString("name", definition.Name);
            w.WriteString("type", definition.Type);
            w.WriteString(container.ParameterName, container.Id);
            w.Object("software_spec", s => s.WriteString("id", definition.SoftwareSpecificationId));
            w.Text("description", definition.Description);
            w.Texts("tags", definition.Tags);
            w.Element("custom", definition.Custom);
            SchemaWriter.Write(w, definition.InputFields, null);
        });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return MachineLearningReader.Function(reply, container, context.Session);
    }

    /// <summary>Uploads the code: a gzipped Python file.</summary>
    public Task UploadCodeAsync(CpdContainer container, string id, CpdContent gzip, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Put(Path(id) + "/code", $"upload the code of the function '{id}' in the {container}").In(container)) with
        {
            Body = new ApiBody.Raw(gzip.Open, gzip.Length, gzip.MediaType),
        };
        return context.ReplyAsync(request, id, cancellationToken);
    }

    /// <summary>Opens the code as it was uploaded, gzipped.</summary>
    public Task<CpdDownload> OpenCodeAsync(CpdContainer container, string id, string? revision = null, CancellationToken cancellationToken = default)
    {
        var request = context.Wml(Call.Get(Path(id) + "/code", $"download the code of the function '{id}' in the {container}").In(container))
            .With(context.Rules.FunctionRevisionParameter, revision) with { Accept = "*/*" };
        return context.OpenAsync(request, id, cancellationToken);
    }

    public async Task<CpdFunction> UpdateAsync(CpdContainer container, string id, CpdChange change, CancellationToken cancellationToken = default)
    {
        var operations = JsonBody.Operations(change, "");
        if (operations.Count == 0) return await GetAsync(container, id, null, cancellationToken).ConfigureAwait(false);
        var request = context.Wml(Call.Patch(Path(id), $"change the function '{id}' in the {container}", operations).In(container));
        return MachineLearningReader.Function(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), container, context.Session);
    }

    /// <inheritdoc cref="ModelsClient.DeleteAsync"/>
    public async Task DeleteAsync(CpdContainer container, string id, bool force = false, CancellationToken cancellationToken = default)
    {
        if (!force) await deployments.RequireUnusedAsync(container, id, "function", cancellationToken).ConfigureAwait(false);
        await context.DeleteAsync(context.Wml(Call.Delete(Path(id), $"delete the function '{id}' in the {container}").In(container)), id, cancellationToken).ConfigureAwait(false);
    }

    public Task<CpdRevision> CreateRevisionAsync(CpdContainer container, string id, string? message, CancellationToken cancellationToken = default) =>
        MachineLearningRevisions.CreateAsync(context, container, Path(id), "function", id, message, cancellationToken);

    public IAsyncEnumerable<CpdRevision> ListRevisionsAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        MachineLearningRevisions.ListAsync(context, container, Path(id), "function", id, cancellationToken);

    private static string Path(string id) => $"/ml/v4/functions/{Call.Segment(id)}";
}
