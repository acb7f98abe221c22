using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Connections to data stores (<c>/v2/connections</c>).</summary>
public sealed class ConnectionsClient
{
    private readonly CpdContext context;

    internal ConnectionsClient(CpdContext context) => this.context = context;

    public async IAsyncEnumerable<CpdConnection> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/connections", $"list the connections of the {container}").In(container).With("limit", "100");
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return AssetReader.Connection(item, container, context.Session);
    }

    public async Task<CpdConnection> GetAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        AssetReader.Connection(await GetDocumentAsync(container, id, cancellationToken).ConfigureAwait(false), container, context.Session);

    /// <summary>The document as the server sends it, with secrets in clear text: do not show it.</summary>
    public Task<JsonElement> GetDocumentAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        context.JsonAsync(Call.Get(Path(id), $"read the connection '{id}' in the {container}").In(container), id, cancellationToken);

    public Task<CpdConnection> FindAsync(CpdContainer container, string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("connection", nameOrId, (id, ct) => GetAsync(container, id, ct), () => ListAsync(container, cancellationToken), cancellationToken);

    public async Task<CpdConnection> CreateAsync(CpdContainer container, CpdConnectionDefinition definition, CancellationToken cancellationToken = default)
    {
        var request = Call.Post("/v2/connections", $"create the connection '{definition.Name}' in the {container}").In(container)
            .With("test", definition.Test ? null : "false").Json(w =>
            {
                w.WriteString("name", definition.Name);
                w.WriteString("datasource_type", definition.DatasourceType);
                w.WriteString("origin_country", "us");
                w.Text("description", definition.Description);
                w.Object("properties", p =>
                {
                    foreach (var property in definition.Properties) p.Element(property.Key, property.Value);
                });
                w.Texts("flags", definition.Flags);
            });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        CpdContext.RequireId(reply, request);
        return AssetReader.Connection(reply, container, context.Session);
    }

    /// <summary>Changes name, description or properties; only what is given.</summary>
    /// <param name="test">Lets the server try the changed connection first.</param>
    public async Task<CpdConnection> UpdateAsync(
        CpdContainer container,
        string id,
        CpdChange? change,
        IReadOnlyDictionary<string, JsonElement>? properties = null,
        bool test = true,
        CancellationToken cancellationToken = default)
    {
        var operations = change is null ? [] : JsonBody.Operations(change with { Tags = null }, "");
        foreach (var property in properties ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
            operations.Add(new CpdPatch("add", "/properties/" + property.Key.Replace("~", "~0").Replace("/", "~1"), property.Value));
        if (operations.Count == 0) return await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
        var reply = await PatchAsync(container, id, operations, test, cancellationToken).ConfigureAwait(false);
        return reply is { } document && document.Member("entity") is not null
            ? AssetReader.Connection(document, container, context.Session)
            : await GetAsync(container, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Patches a connection's entity, for example <c>/properties/host</c>.</summary>
    /// <param name="test">Lets the server try the changed connection first.</param>
    public Task<JsonElement?> PatchAsync(CpdContainer container, string id, IReadOnlyList<CpdPatch> operations, bool test = true, CancellationToken cancellationToken = default) =>
        context.OptionalJsonAsync(
            Call.Patch(Path(id), $"change the connection '{id}' in the {container}", operations).In(container).With("test", test ? null : "false"), id, cancellationToken);

    public Task DeleteAsync(CpdContainer container, string id, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(Call.Delete(Path(id), $"delete the connection '{id}' in the {container}").In(container), id, cancellationToken);

    /// <summary>The kinds of data stores that the cluster knows.</summary>
    public async IAsyncEnumerable<CpdDatasourceType> ListDatasourceTypesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // More than 100 at once is refused by newer releases.
        var request = Call.Get("/v2/datasource_types", "list the data source types").With("limit", "100").With("offset", "0");
        await foreach (var item in context.ItemsAsync(request, PageStyle.Offset, cancellationToken).ConfigureAwait(false))
        {
            yield return new CpdDatasourceType
            {
                Id = item.Id() ?? "",
                Name = Fill.Name(item),
                Type = "datasource_type",
                Description = Fill.Description(item),
                Label = Fill.Entity(item).Text("label"),
                Session = context.Session,
            };
        }
    }

    private static string Path(string id) => $"/v2/connections/{Call.Segment(id)}";
}
