using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Deployment spaces (<c>/v2/spaces</c>).</summary>
public sealed class SpacesClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly CpdContext context;

    internal SpacesClient(CpdContext context) => this.context = context;

    /// <summary>All spaces that the caller is a member of, page by page.</summary>
    /// <param name="includeMembers">Also read up to 100 members of each space.</param>
    public async IAsyncEnumerable<CpdSpace> ListAsync(
        bool includeMembers = false,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/spaces", "list the spaces").With("limit", "100").With("include", includeMembers ? "members" : null);
        await foreach (var item in context.ItemsAsync(request, PageStyle.HrefToken, cancellationToken).ConfigureAwait(false))
            yield return ContainerReader.Space(item, context.Session);
    }

    public async Task<CpdSpace> GetAsync(string id, bool includeMembers = false, CancellationToken cancellationToken = default)
    {
        var request = Call.Get(Path(id), $"read the space '{id}'").With("include", includeMembers ? "members" : null);
        return ContainerReader.Space(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), context.Session);
    }

    /// <summary>The one space with this id or exact name. Several with the name, or none, is an error.</summary>
    public Task<CpdSpace> FindAsync(string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("space", nameOrId, (id, ct) => GetAsync(id, cancellationToken: ct), () => ListAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Creates a space. With <paramref name="wait"/> it returns when the space is active, else at once.</summary>
    public async Task<CpdSpace> CreateAsync(CpdSpaceDefinition definition, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        var request = Call.Post("/v2/spaces", $"create the space '{definition.Name}'").Json(w =>
        {
            w.WriteString("name", definition.Name);
            w.Text("description", definition.Description);
            w.Texts("tags", definition.Tags);
            if (definition.Stage is null && !definition.IsProduction) return;
            w.Object("stage", stage =>
            {
                stage.WriteBoolean("production", definition.IsProduction);
                stage.Text("name", definition.Stage);
            });
        });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        var id = CpdContext.RequireId(reply, request);
        return wait is null ? ContainerReader.Space(reply, context.Session) : await WaitActiveAsync(id, definition.Name, wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a space is active. Ending in another state is a <see cref="CpdOperationFailedException"/>.</summary>
    public async Task<CpdSpace> WaitActiveAsync(string id, string name, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        var operation = $"create the space '{name}'";
        var request = Call.Get(Path(id), operation);
        var document = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, name,
            ct => context.JsonAsync(request, name, ct),
            d => (State(d), null, State(d) is not ("preparing" or "")),
            cancellationToken).ConfigureAwait(false);
        if (State(document) == "active") return ContainerReader.Space(document, context.Session);
        var failure = Fill.Entity(document).Member("status", "failure");
        throw new CpdOperationFailedException($"Could not {operation}: it ended in state '{State(document)}'. {FailureReader.Message(failure)}".TrimEnd())
        {
            State = State(document),
            Details = FailureReader.Details(failure),
            Target = name,
            RecommendedAction = "Delete the space and create it again; if it fails again, give the server's message to the cluster's administrator.",
        };
    }

    public async Task<CpdSpace> UpdateAsync(string id, CpdSpaceChange change, CancellationToken cancellationToken = default)
    {
        var operations = JsonBody.Operations(new CpdChange { Name = change.Name, Description = change.Description }, "");
        if (change.Stage is { } stage) operations.Add(new CpdPatch("add", "/stage/name", JsonBody.Value(stage)));
        if (operations.Count == 0) return await GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var request = Call.Patch(Path(id), $"change the space '{id}'", operations);
        return ContainerReader.Space(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), context.Session);
    }

    /// <summary>Deletes a space with all that is in it. With <paramref name="wait"/> it returns when the space is gone. Deployments have to be deleted before.</summary>
    public async Task DeleteAsync(string id, CpdWaitOptions? wait, CancellationToken cancellationToken = default)
    {
        var operation = $"delete the space '{id}'";
        await context.DeleteAsync(Call.Delete(Path(id), operation), id, cancellationToken).ConfigureAwait(false);
        if (wait is null) return;
        var request = Call.Get(Path(id), operation);
        var last = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, id,
            async ct =>
            {
                try
                {
                    return (JsonElement?)await context.JsonAsync(request, id, ct).ConfigureAwait(false);
                }
                catch (CpdNotFoundException)
                {
                    return null;
                }
            },
            d => (d is { } document ? State(document) : "deleted", null, d is not { } left || State(left) is "deleted" or "error" or "failed"),
            cancellationToken).ConfigureAwait(false);
        if (last is not { } document || State(document) == "deleted") return;
        var failure = Fill.Entity(document).Member("status", "failure");
        throw new CpdOperationFailedException($"Could not {operation}: it ended in state '{State(document)}'. {FailureReader.Message(failure)}".TrimEnd())
        {
            State = State(document),
            Details = FailureReader.Details(failure),
            Target = id,
            RecommendedAction = "Delete its deployments first, then the space.",
        };
    }

    private static string Path(string id) => $"/v2/spaces/{Call.Segment(id)}";

    private static string State(JsonElement document) => Fill.Entity(document).Text("status", "state") ?? "";
}
