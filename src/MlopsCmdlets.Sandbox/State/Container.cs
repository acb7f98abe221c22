using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Identity;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

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

    /// <summary>Held by the one import that is under way: two at once would take the same free paths for their files.</summary>
    public SemaphoreSlim Importing { get; } = new(1, 1);

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

    /// <summary>Changes the entity in one step, so that of two changes at once none gets lost. One that throws changes nothing.</summary>
    /// <param name="change">Makes the new entity of a copy of the present one.</param>
    /// <param name="now">The time of the change.</param>
    public void Update(Func<JsonObject, JsonObject> change, DateTimeOffset now)
    {
        lock (_gate)
        {
            _entity = change(_entity.Copy());
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

    /// <summary>Changes the members in one step, as judged by those of that moment: nobody sees half of it, and one that throws changes nothing.</summary>
    /// <exception cref="ApiException">400: no administrator would remain.</exception>
    public void ChangeMembers(Action<List<Member>> change)
    {
        lock (_gate)
        {
            List<Member> members = [.. _members];
            change(members);
            // Without one the space or project could not be managed any more.
            if (members.TrueForAll(m => m.Role != ContainerRole.Admin)) throw ApiException.BadRequest("At least one administrator must remain.", "last_admin");
            _members.Clear();
            _members.AddRange(members);
        }
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
