using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>A deployment space or a project: the frame that members, assets and files are in.</summary>
internal sealed class Container(ContainerKind kind, long sequence, string creatorId, DateTimeOffset createdAt, JsonObject entity, int steps)
{
    private readonly Lock _gate = new();
    private readonly List<Member> _members = [];
    private JsonObject _entity = entity;

    public ContainerKind Kind => kind;

    public string Id { get; } = Ids.New();

    /// <summary>CAMS keeps the assets of each container in a catalog of its own.</summary>
    public string CatalogId { get; } = Ids.New();

    public long Sequence => sequence;

    public string CreatorId => creatorId;

    public DateTimeOffset CreatedAt => createdAt;

    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Becomes usable, or disappears, step by step as it is polled.</summary>
    public PolledState Creation { get; } = new(steps);

    /// <summary>Set once deletion was asked for.</summary>
    public PolledState? Deletion { get; set; }

    public FileTree Files { get; } = new();

    /// <summary><c>space_id</c> or <c>project_id</c>: the query parameter that names it.</summary>
    public string ScopeName => kind == ContainerKind.Space ? "space_id" : "project_id";

    /// <summary>For links: <c>space_id=…</c>.</summary>
    public string ScopeQuery => $"{ScopeName}={Id}";

    public string Name
    {
        get
        {
            lock (_gate) return _entity.Text("name") ?? "";
        }
    }

    /// <summary>A copy of the kind's own fields.</summary>
    public JsonObject Entity
    {
        get
        {
            lock (_gate) return _entity.Copy();
        }
    }

    public IReadOnlyList<Member> Members
    {
        get
        {
            lock (_gate) return [.. _members];
        }
    }

    public void Update(JsonObject entity, DateTimeOffset now)
    {
        lock (_gate)
        {
            _entity = entity;
            UpdatedAt = now;
        }
    }

    /// <summary>The creation reached its end.</summary>
    public void Touch(DateTimeOffset now)
    {
        lock (_gate) UpdatedAt = now;
    }

    /// <summary>Adds a member, or replaces the one with the same id.</summary>
    public void PutMember(Member member)
    {
        lock (_gate)
        {
            var index = _members.FindIndex(m => m.Id == member.Id);
            if (index >= 0) _members[index] = member;
            else _members.Add(member);
        }
    }

    public bool RemoveMember(string id)
    {
        lock (_gate) return _members.RemoveAll(m => m.Id == id) > 0;
    }

    /// <summary>The greatest role that a user has here, by itself or through a group.</summary>
    public ContainerRole RoleOf(User user)
    {
        lock (_gate)
        {
            return _members
                .Where(m => m.State == "active" && (m.Type == "group" ? user.Groups.Contains(m.Id) : m.Id == user.Uid))
                .Select(m => m.Role)
                .DefaultIfEmpty(ContainerRole.None)
                .Max();
        }
    }
}
