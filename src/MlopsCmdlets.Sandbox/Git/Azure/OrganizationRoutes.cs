using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>The connection, projects, identities, and access control lists; and the answer to every path that there is not.</summary>
internal sealed class OrganizationRoutes : AzurePart
{
    private const string Lists = OfOrganization + "/accesscontrollists/{namespace}";
    private const string Entries = OfOrganization + "/accesscontrolentries/{namespace}";

    protected override void Map()
    {
        Get(OfOrganization + "/connectionData", Connection);
        Get(OfOrganization + "/projects", call => AzureCall.List(call.State.ProjectsOf(call.Organization).Select(p => (JsonNode)AzureDocuments.Project(call, p))));
        Get(OfOrganization + "/projects/{project}", call => Reply.Json(AzureDocuments.Project(call, call.Project())));
        Get(OfOrganization + "/identities", Identities);
        Get(OfOrganization + "/securitynamespaces/{namespace}", call =>
        {
            Namespace(call);
            return AzureCall.List([new JsonObject { ["namespaceId"] = AccessControl.GitRepositories, ["name"] = "Git Repositories", ["displayName"] = "Git Repositories", ["separatorValue"] = "/", ["writePermission"] = 8192, ["readPermission"] = 2 }]);
        });
        Get(Lists, ReadLists);
        Post(Lists, SetListsAsync);
        Post(Entries, SetEntriesAsync);
        Delete(Entries, RemoveEntries);
        foreach (var path in new[] { "/{**rest}" })
        {
            Get(path, Nothing);
            Post(path, NothingAsync);
            Put(path, NothingAsync);
            Patch(path, NothingAsync);
            Delete(path, Nothing);
        }
    }

    private static IResult Nothing(AzureCall call) => throw new ApiException(404, "VssResourceNotFoundException", "The controller for the path was not found, or does not implement IController.");

    private static Task<IResult> NothingAsync(AzureCall call) => Task.FromResult(Nothing(call));

    private static IResult Connection(AzureCall call)
    {
        call.RequirePreview();
        JsonObject User() => Identity(call.User.Guid, call.User.Descriptor, AzureDocuments.Subject(call.User), call.User.Name, call.User.Email, container: false);
        return Reply.Json(new JsonObject
        {
            ["authenticatedUser"] = User(),
            ["authorizedUser"] = User(),
            ["instanceId"] = string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-5555-4000-8000-{call.Organization.Id:x12}"),
            ["deploymentId"] = "0b5e7a11-6666-4000-8000-000000000000",
            ["deploymentType"] = "hosted",
            ["locationServiceData"] = new JsonObject { ["serviceOwner"] = "00025394-6065-48ca-87d9-7f5672854ef7", ["defaultAccessMappingMoniker"] = "PublicAccessMapping" },
        });
    }

    /// <summary>By <c>searchFilter</c> and <c>filterValue</c>, by <c>identityIds</c>, or by <c>descriptors</c>.</summary>
    private static IResult Identities(AzureCall call)
    {
        var (value, ids, descriptors) = (call.Query("filterValue"), call.Query("identityIds")?.Split(','), call.Query("descriptors")?.Split(','));
        if (value is null && ids is null && descriptors is null) throw AzureErrors.Argument("searchFilter");
        var all = call.Organization.Members.Select(u => (Names: new[] { u.Login, u.Email, u.Name }, Document: Identity(u.Guid, u.Descriptor, AzureDocuments.Subject(u), u.Name, u.Email, container: false)))
            .Concat(call.Organization.Teams.Select(t => (Names: new[] { t.Slug, $"[{AzureState.DefaultProject}]\\{t.Slug}" }, Document: Identity(
                string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-3333-4000-8000-{t.Id:x12}"), AccessControl.GroupDescriptor(t), string.Create(CultureInfo.InvariantCulture, $"vssgp.{t.Id}"), $"[{AzureState.DefaultProject}]\\{t.Slug}", t.Slug, container: true))));
        return AzureCall.List(all.Where(i => Found(i.Names, i.Document)).Select(i => i.Document));

        bool Found(string[] names, JsonObject document) =>
            ids?.Contains(document.Text("id"), StringComparer.OrdinalIgnoreCase)
            ?? descriptors?.Contains(document.Text("descriptor"), StringComparer.OrdinalIgnoreCase)
            ?? names.Any(n => n.Equals(value, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonObject Identity(string id, string descriptor, string subject, string name, string account, bool container) => new()
    {
        ["id"] = id,
        ["descriptor"] = descriptor,
        ["subjectDescriptor"] = subject,
        ["providerDisplayName"] = name,
        ["isActive"] = true,
        ["isContainer"] = container,
        ["members"] = new JsonArray(),
        ["memberOf"] = new JsonArray(),
        ["memberIds"] = new JsonArray(),
        ["properties"] = new JsonObject
        {
            ["SchemaClassName"] = new JsonObject { ["$type"] = "System.String", ["$value"] = container ? "Group" : "User" },
            ["Account"] = new JsonObject { ["$type"] = "System.String", ["$value"] = account },
            ["Mail"] = new JsonObject { ["$type"] = "System.String", ["$value"] = container ? "" : account },
        },
        ["resourceVersion"] = 2,
        ["metaTypeId"] = 0,
    };

    private static void Namespace(AzureCall call)
    {
        if (!call.Route("namespace").Equals(AccessControl.GitRepositories, StringComparison.OrdinalIgnoreCase))
            throw new ApiException(404, "InvalidSecurityNamespaceException", $"VS403351: The security namespace {call.Route("namespace")} does not exist.");
    }

    private static void RequireManager(AzureCall call)
    {
        call.RequireScope("vso.security_manage");
        var manages = call.User.IsSiteAdministrator || call.Organization.Owners.Contains(call.User) || call.Organization.Teams.Any(t => t.Permission == RepositoryPermission.Admin && t.Members.Contains(call.User));
        if (!manages || call.TokenKind == TokenKind.Pipeline) throw new ApiException(403, "AccessCheckException", $"TF50309: The following account does not have sufficient permissions to complete the operation: {call.User.Name}. The following permissions are needed to perform this operation: Manage permissions.");
    }

    private static IResult ReadLists(AzureCall call)
    {
        Namespace(call);
        var (token, descriptors) = (call.Query("token"), call.Query("descriptors")?.Split(','));
        var access = call.State.Access;
        var found = access.Lists.Where(l => token is null || l.Key.Equals(token, StringComparison.OrdinalIgnoreCase) || (call.Flag("recurse") && l.Key.StartsWith(token + "/", StringComparison.OrdinalIgnoreCase)));
        return AzureCall.List(found.Select(l =>
        {
            var entries = new JsonObject();
            foreach (var (descriptor, bits) in l.Value.Where(e => descriptors?.Contains(e.Key, StringComparer.OrdinalIgnoreCase) != false)) entries[descriptor] = Entry(descriptor, bits);
            return (JsonNode)new JsonObject { ["inheritPermissions"] = !access.Closed.Contains(l.Key), ["token"] = l.Key, ["acesDictionary"] = entries };
        }));
    }

    /// <summary>Each list takes the place of what its token had.</summary>
    private static async Task<IResult> SetListsAsync(AzureCall call)
    {
        Namespace(call);
        RequireManager(call);
        var access = call.State.Access;
        foreach (var wanted in (await call.BodyAsync()).Array("value") ?? throw AzureErrors.Argument("accessControlLists"))
        {
            var token = wanted.Text("token") ?? throw AzureErrors.Argument("token");
            var list = new Dictionary<string, (int Allow, int Deny)>(StringComparer.OrdinalIgnoreCase);
            foreach (var (descriptor, entry) in wanted.Object("acesDictionary") ?? []) list[descriptor] = ((int)(entry.Whole("allow") ?? 0), (int)(entry.Whole("deny") ?? 0));
            if (wanted.Flag("inheritPermissions") == false) access.Closed.Add(token);
            else access.Closed.Remove(token);
            if (list.Count > 0 || access.Closed.Contains(token)) access.Lists[token] = list;
            else access.Lists.Remove(token);
        }

        return Reply.Empty();
    }

    private static async Task<IResult> SetEntriesAsync(AzureCall call)
    {
        Namespace(call);
        RequireManager(call);
        var body = await call.BodyAsync();
        var token = body.Text("token") ?? throw AzureErrors.Argument("token");
        var lists = call.State.Access.Lists;
        if (!lists.TryGetValue(token, out var list)) lists[token] = list = new(StringComparer.OrdinalIgnoreCase);
        List<JsonNode> written = [];
        foreach (var entry in body.Array("accessControlEntries") ?? throw AzureErrors.Argument("accessControlEntries"))
        {
            var descriptor = entry.Text("descriptor") ?? throw AzureErrors.Argument("descriptor");
            var (allow, deny) = ((int)(entry.Whole("allow") ?? 0), (int)(entry.Whole("deny") ?? 0));
            var old = body.Flag("merge") == true ? list.GetValueOrDefault(descriptor) : default;
            list[descriptor] = ((old.Allow & ~deny) | allow, (old.Deny & ~allow) | deny);
            written.Add(Entry(descriptor, list[descriptor]));
        }

        return AzureCall.List(written);
    }

    private static IResult RemoveEntries(AzureCall call)
    {
        Namespace(call);
        RequireManager(call);
        var token = call.Query("token") ?? throw AzureErrors.Argument("token");
        var removed = false;
        if (call.State.Access.Lists.TryGetValue(token, out var list))
        {
            foreach (var descriptor in (call.Query("descriptors") ?? "").Split(',')) removed |= list.Remove(descriptor);
            if (list.Count == 0 && !call.State.Access.Closed.Contains(token)) call.State.Access.Lists.Remove(token);
        }

        return Reply.Json(JsonValue.Create(removed));
    }

    private static JsonObject Entry(string descriptor, (int Allow, int Deny) bits) => new() { ["descriptor"] = descriptor, ["allow"] = bits.Allow, ["deny"] = bits.Deny, ["extendedInfo"] = new JsonObject() };
}
