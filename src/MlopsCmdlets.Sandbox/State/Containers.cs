using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>All spaces and projects.</summary>
internal sealed class Containers(World world)
{
    private readonly ConcurrentDictionary<string, Container> _all = new(StringComparer.Ordinal);
    private ImmutableArray<Func<Container, string?>> _deletionChecks = [];
    private ImmutableArray<Action<Container>> _deleted = [];

    /// <summary>The query parameters that can name a container.</summary>
    public static ImmutableArray<string> ScopeNames { get; } = ["space_id", "project_id", "catalog_id"];

    /// <summary>All of one kind, oldest first, those being deleted included.</summary>
    public IReadOnlyList<Container> All(ContainerKind kind) => [.. _all.Values.Where(c => c.Kind == kind).OrderBy(c => c.Sequence)];

    public bool TryGet(ContainerKind kind, string id, [NotNullWhen(true)] out Container? container) =>
        _all.TryGetValue(id, out container) && container.Kind == kind;

    /// <summary>Adds a container with its creator as administrator.</summary>
    /// <param name="polls">Looks until it is usable.</param>
    public Container Add(ContainerKind kind, User creator, JsonObject entity, int polls)
    {
        var container = new Container(kind, world.NextSequence(), creator.Uid, world.Now, entity, polls);
        container.PutMember(new Member(creator.Uid, ContainerRole.Admin, "user", "active", creator.UserName, world.NextSequence()));
        _all[container.Id] = container;
        return container;
    }

    /// <summary>The container that a scope parameter names, if the user has the role in it.</summary>
    public Container Require(string scopeName, string id, User user, ContainerRole role)
    {
        var kind = scopeName == "space_id" ? ContainerKind.Space : ContainerKind.Project;
        if (scopeName == "catalog_id" || !TryGet(kind, id, out var container) || container.Deletion is not null)
            throw ApiException.NotFound($"The {scopeName[..^3]} '{id}' does not exist.", $"{scopeName[..^3]}_not_found");
        RequireRole(container, user, role);
        return container;
    }

    /// <summary>Platform permissions do not replace membership.</summary>
    public void RequireRole(Container container, User user, ContainerRole role)
    {
        var has = container.RoleOf(user);
        if (has >= role) return;
        var kind = container.Kind == ContainerKind.Space ? "space" : "project";
        throw ApiException.Forbidden(has == ContainerRole.None
            ? $"User {user.Uid} is not a member of the {kind} {container.Id}."
            : $"User {user.Uid} has the role {Role(has)} in the {kind} {container.Id}; {Role(role)} is required.");
    }

    /// <summary>Lets a family refuse a deletion: the function gives the reason, or null.</summary>
    public void AddDeletionCheck(Func<Container, string?> check) => ImmutableInterlocked.Update(ref _deletionChecks, (list, item) => list.Add(item), check);

    /// <summary>Lets a family drop what it keeps for a container that is gone.</summary>
    public void OnDeleted(Action<Container> action) => ImmutableInterlocked.Update(ref _deleted, (list, item) => list.Add(item), action);

    /// <summary>Why the container must not be deleted, or null.</summary>
    public string? ReasonAgainstDeletion(Container container) => _deletionChecks.Select(check => check(container)).FirstOrDefault(reason => reason is not null);

    public void Remove(Container container)
    {
        if (!_all.TryRemove(container.Id, out _)) return;
        world.Assets.RemoveContainer(container.Id);
        foreach (var action in _deleted) action(container);
    }

    public static string Role(ContainerRole role) => role switch { ContainerRole.Admin => "admin", ContainerRole.Editor => "editor", ContainerRole.Viewer => "viewer", _ => "none" };
}
