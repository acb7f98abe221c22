using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Projects (<c>/v2/projects</c>, created and deleted under <c>/transactional/v2/projects</c>).</summary>
public sealed class ProjectsClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly CpdContext context;

    internal ProjectsClient(CpdContext context) => this.context = context;

    /// <summary>The projects that the caller is a member of, page by page; with the platform permission <c>manage_project</c>, all.</summary>
    public async IAsyncEnumerable<CpdProject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get("/v2/projects", "list the projects").With("limit", "100");
        await foreach (var item in context.ItemsAsync(request, PageStyle.Bookmark, cancellationToken).ConfigureAwait(false))
            yield return ContainerReader.Project(item, context.Session);
    }

    public async Task<CpdProject> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = Call.Get(Path(id), $"read the project '{id}'");
        return ContainerReader.Project(await context.JsonAsync(request, id, cancellationToken).ConfigureAwait(false), context.Session);
    }

    /// <summary>The one project with this id or exact name. Several with the name, or none, is an error.</summary>
    public Task<CpdProject> FindAsync(string nameOrId, CancellationToken cancellationToken = default) =>
        NameResolver.FindAsync("project", nameOrId, GetAsync, () => ListAsync(cancellationToken), cancellationToken);

    /// <summary>Creates a project and waits until it can be read, which can take a while after the server has accepted it.</summary>
    public async Task<CpdProject> CreateAsync(CpdProjectDefinition definition, CpdWaitOptions? wait = null, CancellationToken cancellationToken = default)
    {
        var operation = $"create the project '{definition.Name}'";
        if (definition.UniqueName) await RequireNewNameAsync(definition.Name, operation, cancellationToken).ConfigureAwait(false);
        // Newer releases refuse any body key that they do not know.
        var request = Call.Post("/transactional/v2/projects", operation).With("verify_unique_name", definition.UniqueName ? "true" : null).Json(w =>
        {
            w.WriteString("name", definition.Name);
            w.WriteString("generator", ReleaseRules.ProjectGenerator);
            w.Text("description", definition.Description);
            w.Texts("tags", definition.Tags);
            w.Object("storage", storage => storage.WriteString("type", "assetfiles"));
        });
        var reply = await context.JsonAsync(request, definition.Name, cancellationToken).ConfigureAwait(false);
        var location = reply.Text("location")?.TrimEnd('/');
        var id = reply.Member("metadata")?.Text("guid") ?? location?.Substring(location.LastIndexOf('/') + 1);
        if (string.IsNullOrEmpty(id))
        {
            throw new CpdInvalidReplyException($"Could not {operation}: the reply does not say where it is.")
            {
                Target = definition.Name,
                RecommendedAction = "List the projects: it may have been created.",
            };
        }

        var read = Call.Get(Path(id!), operation);
        var document = await Waiter.UntilAsync(
            context.Time, wait, Pause, operation, definition.Name,
            async ct =>
            {
                try
                {
                    return await context.OptionalJsonAsync(read, definition.Name, ct).ConfigureAwait(false);
                }
                catch (CpdNotFoundException)
                {
                    return null;
                }
            },
            d => (d is null ? "preparing" : "active", null, d is not null),
            cancellationToken).ConfigureAwait(false);
        return ContainerReader.Project(document!.Value, context.Session);
    }

    public async Task<CpdProject> UpdateAsync(string id, CpdProjectChange change, CancellationToken cancellationToken = default)
    {
        if (change is { Name: null, Description: null, Tags: null }) return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        // Plain merge, not JSON-Patch; absolute values, so that repeating is safe.
        var request = new ApiRequest(HttpVerb.Patch, Path(id)) { Purpose = $"change the project '{id}'" }.Safe().Json(w =>
        {
            w.Text("name", change.Name);
            w.Text("description", change.Description);
            w.Texts("tags", change.Tags);
        });
        var reply = await context.OptionalJsonAsync(request, id, cancellationToken).ConfigureAwait(false);
        return reply is { } document && document.Member("entity") is not null
            ? ContainerReader.Project(document, context.Session)
            : await GetAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a project with all that is in it.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        context.DeleteAsync(Call.Delete($"/transactional/v2/projects/{Call.Segment(id)}", $"delete the project '{id}'"), id, cancellationToken);

    /// <summary>Older releases do not know the parameter that refuses a second project of the same name.</summary>
    private async Task RequireNewNameAsync(string name, string operation, CancellationToken cancellationToken)
    {
        var request = Call.Get("/v2/projects", operation).With("name", name).With("match", "exact").With("limit", "100");
        await foreach (var item in context.ItemsAsync(request, PageStyle.Bookmark, cancellationToken).ConfigureAwait(false))
        {
            var project = ContainerReader.Project(item, context.Session);
            if (project.Name != name) continue;
            throw new CpdConflictException($"Could not {operation}: there is one with this name already ({project.Id}).")
            {
                Target = name,
                Operation = operation,
                RecommendedAction = "Take another name, or use the project that is there.",
            };
        }
    }

    private static string Path(string id) => $"/v2/projects/{Call.Segment(id)}";
}
