using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Members of spaces and projects. The two services differ in spelling and verbs; callers see one form.</summary>
public sealed class MembersClient
{
    private readonly CpdContext context;

    internal MembersClient(CpdContext context) => this.context = context;

    /// <summary>The one member with this uid or name; names of users are compared without case, as the cluster does.</summary>
    /// <exception cref="Errors.CpdAmbiguousNameException">A user and a group have the name.</exception>
    /// <exception cref="Errors.CpdNameNotFoundException">Nobody has it.</exception>
    public static CpdMember Pick(IReadOnlyList<CpdMember> members, string nameOrId) => NameResolver.Pick("member", nameOrId, members, StringComparison.OrdinalIgnoreCase);

    public async IAsyncEnumerable<CpdMember> ListAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = Call.Get(Path(container), $"list the members of the {container}");
        if (container.Kind == CpdContainerKind.Space) request = request.With("limit", "100");
        var style = container.Kind == CpdContainerKind.Space ? PageStyle.HrefToken : PageStyle.Whole;
        await foreach (var item in context.ItemsAsync(request, style, cancellationToken).ConfigureAwait(false))
            yield return ContainerReader.Member(item, container, context.Session);
    }

    /// <summary>Adds members; a project also needs the user names.</summary>
    public async Task<IReadOnlyList<CpdMember>> AddAsync(
        CpdContainer container, IReadOnlyList<CpdMemberDefinition> members, CancellationToken cancellationToken = default)
    {
        var request = Call.Post(Path(container), $"add members to the {container}").Json(w =>
        {
            w.WriteStartArray("members");
            foreach (var member in members) Write(w, container, member);
            w.WriteEndArray();
        });
        var reply = await context.OptionalJsonAsync(request, container.ToString(), cancellationToken).ConfigureAwait(false);
        var ids = new HashSet<string>(members.Select(m => m.Id), StringComparer.Ordinal);
        // Projects answer with all members, spaces with the new ones.
        var added = reply is { } list
            ? Pager.ItemsOf(list).Select(m => ContainerReader.Member(m, container, context.Session)).Where(m => ids.Contains(m.Id)).ToList()
            : [];
        return added.Count > 0 ? added : [.. (await ListAsync(container, cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false)).Where(m => ids.Contains(m.Id))];
    }

    /// <summary>Gives a member another role.</summary>
    public async Task<CpdMember> SetRoleAsync(CpdContainer container, CpdMember member, CpdRole role, CancellationToken cancellationToken = default)
    {
        var purpose = $"change the role of '{member.Name}' in the {container}";
        var request = container.Kind == CpdContainerKind.Space
            ? Call.Patch($"{Path(container)}/{Call.Segment(member.Id)}", purpose, [new CpdPatch("replace", "/role", JsonBody.Value(Text(role)))])
            : new ApiRequest(HttpVerb.Patch, Path(container)) { Purpose = purpose }.Safe().Json(w =>
            {
                w.WriteStartArray("members");
                Write(w, container, new CpdMemberDefinition(member.Id, role, member.MemberType, member.UserName));
                w.WriteEndArray();
            });
        await context.OptionalJsonAsync(request, member.Name, cancellationToken).ConfigureAwait(false);
        return member with { Role = role };
    }

    public Task RemoveAsync(CpdContainer container, CpdMember member, CancellationToken cancellationToken = default)
    {
        var purpose = $"remove '{member.Name}' from the {container}";
        var request = container.Kind == CpdContainerKind.Space
            ? Call.Delete($"{Path(container)}/{Call.Segment(member.Id)}", purpose)
            : Call.Delete(Path(container), purpose).With("user_names", member.UserName ?? member.Name);
        return context.DeleteAsync(request, member.Name, cancellationToken);
    }

    private static string Path(CpdContainer container) =>
        $"/v2/{(container.Kind == CpdContainerKind.Space ? "spaces" : "projects")}/{Call.Segment(container.Id)}/members";

    private static string Text(CpdRole role) => role switch { CpdRole.Admin => "admin", CpdRole.Editor => "editor", _ => "viewer" };

    private static void Write(Utf8JsonWriter w, CpdContainer container, CpdMemberDefinition member)
    {
        var project = container.Kind == CpdContainerKind.Project;
        w.WriteStartObject();
        w.WriteString("id", member.Id);
        if (project) w.Text("user_name", member.UserName);
        w.WriteString("role", Text(member.Role));
        w.WriteString("type", member.Type switch { CpdMemberType.Group => "group", CpdMemberType.Service => "service", _ => "user" });
        w.WriteString("state", project ? "ACTIVE" : "active");
        w.WriteEndObject();
    }
}
