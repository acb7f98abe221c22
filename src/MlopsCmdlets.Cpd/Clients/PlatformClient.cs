using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Naming;
using MlopsCmdlets.Cpd.Reading;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Users, groups, the caller, the release and the services of the cluster.</summary>
public sealed class PlatformClient
{
    private readonly CpdContext context;

    internal PlatformClient(CpdContext context) => this.context = context;

    /// <summary>The caller: from the platform API, else from user management, else from the claims of the token.</summary>
    public async Task<CpdUser> GetMeAsync(CancellationToken cancellationToken = default)
    {
        var reply = await TryAsync(Call.Get("/icp4d-api/v1/me", "read the own user"), cancellationToken).ConfigureAwait(false);
        if (reply?.Member("UserInfo") is { } info && info.Text("uid") is not null) return UserReader.User(info, context.Session);
        var name = context.Session?.UserName;
        if (name is not null && await TryUserAsync(name, cancellationToken).ConfigureAwait(false) is { } user) return user;
        return context.Session?.Claims is { } claims
            ? UserReader.User(claims, context.Session)
            : throw new CpdUnsupportedException("The cluster does not tell who the caller is.")
            {
                RecommendedAction = "Connect with a user name, or give uids instead of names.",
            };
    }

    public async IAsyncEnumerable<CpdUser> GetUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reply = await context.JsonAsync(Call.Get("/icp4d-api/v1/users", "list the users"), null, cancellationToken).ConfigureAwait(false);
        var users = reply.Member("UsersInfo") is not null ? reply.Items("UsersInfo") : Pager.ItemsOf(reply);
        foreach (var user in users) yield return UserReader.User(user, context.Session);
    }

    public async IAsyncEnumerable<CpdGroup> GetGroupsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reply = await context.JsonAsync(Call.Get("/usermgmt/v2/groups", "list the user groups"), null, cancellationToken).ConfigureAwait(false);
        var groups = reply.Member("groups") is not null ? reply.Items("groups") : Pager.ItemsOf(reply);
        foreach (var group in groups) yield return UserReader.Group(group, context.Session);
    }

    /// <summary>A user by login name, or by uid where users may be listed.</summary>
    public async Task<CpdUser> FindUserAsync(string nameOrUid, CancellationToken cancellationToken = default)
    {
        if (await TryUserAsync(nameOrUid, cancellationToken).ConfigureAwait(false) is { } direct) return direct;
        IReadOnlyList<CpdUser> users;
        try
        {
            users = await GetUsersAsync(cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CpdApiException e) when (e is CpdAccessDeniedException or CpdNotFoundException or CpdServiceNotInstalledException)
        {
            users = [];
        }

        return NameResolver.Pick("user", nameOrUid, [.. users.Where(u => !string.IsNullOrEmpty(u.Id))], StringComparison.OrdinalIgnoreCase);
    }

    public async Task<CpdGroup> FindGroupAsync(string nameOrId, CancellationToken cancellationToken = default)
    {
        var groups = await GetGroupsAsync(cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        return NameResolver.Pick("user group", nameOrId, groups, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Turns the name or uid of a user or group into a member to add.</summary>
    public async Task<CpdMemberDefinition> ResolveMemberAsync(
        string nameOrId, CpdRole role, CpdMemberType type = CpdMemberType.User, CancellationToken cancellationToken = default)
    {
        switch (type)
        {
            case CpdMemberType.Group:
                var group = await FindGroupAsync(nameOrId, cancellationToken).ConfigureAwait(false);
                return new CpdMemberDefinition(group.Id, role, type, group.Name);
            case CpdMemberType.Service:
                return new CpdMemberDefinition(nameOrId, role, type, nameOrId);
            default:
                var user = await FindUserAsync(nameOrId, cancellationToken).ConfigureAwait(false);
                return new CpdMemberDefinition(user.Id, role, type, user.Name);
        }
    }

    /// <summary>The release as Watson Machine Learning tells it; null where that is not installed.</summary>
    public async Task<CpdRelease?> GetReleaseAsync(CancellationToken cancellationToken = default)
    {
        foreach (var path in new[] { "/ml/wml_services/version", "/ml/wml_services/v2/version" })
        {
            var request = Call.Get(path, "read the release") with { Anonymous = true, Timeout = TimeSpan.FromSeconds(30) };
            try
            {
                var reply = await context.OptionalJsonAsync(request, null, cancellationToken).ConfigureAwait(false);
                if (CpdRelease.TryParse(reply?.Text("version")) is { } release) return release;
            }
            catch (CpdException)
            {
                // An unknown release is not worth failing for.
            }
        }

        return null;
    }

    /// <summary>Asks each service that this module uses for something small.</summary>
    public async Task<IReadOnlyList<CpdService>> GetServicesAsync(CancellationToken cancellationToken = default)
    {
        (string Name, ApiRequest Request)[] probes =
        [
            ("spaces", Call.Get("/v2/spaces", "look for the spaces service").With("limit", "1")),
            ("projects", Call.Get("/v2/projects", "look for the projects service").With("limit", "1")),
            ("specifications", Call.Get("/v2/hardware_specifications", "look for the environments service")),
            ("machine-learning", Call.Get("/ml/wml_services/version", "look for Watson Machine Learning")),
        ];
        return await Task.WhenAll(probes.Select(p => ProbeAsync(p.Name, p.Request, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<CpdService> ProbeAsync(string name, ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await context.ReplyAsync(request, name, cancellationToken).ConfigureAwait(false);
            return new CpdService(name, CpdServiceState.Available);
        }
        catch (CpdException e) when (e is CpdServiceNotInstalledException or CpdNotFoundException)
        {
            var second = request.Path == "/ml/wml_services/version"
                ? await TryAsync(Call.Get("/ml/wml_services/v2/version", request.Purpose), cancellationToken).ConfigureAwait(false)
                : null;
            return second is null ? new CpdService(name, CpdServiceState.NotInstalled, e.Message) : new CpdService(name, CpdServiceState.Available);
        }
        catch (CpdAccessDeniedException e)
        {
            return new CpdService(name, CpdServiceState.Denied, e.Message);
        }
        catch (CpdException e) when (e is not CpdAuthenticationException)
        {
            return new CpdService(name, CpdServiceState.Failing, e.Message);
        }
    }

    private async Task<CpdUser?> TryUserAsync(string name, CancellationToken cancellationToken)
    {
        var request = Call.Get($"/usermgmt/v1/user/{Call.Segment(name)}", $"look up the user '{name}'");
        return await TryAsync(request, cancellationToken).ConfigureAwait(false) is { } user && user.Text("uid") is not null
            ? UserReader.User(user, context.Session)
            : null;
    }

    /// <summary>Null where the release does not have the endpoint or the caller may not use it.</summary>
    private async Task<JsonElement?> TryAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await context.OptionalJsonAsync(request, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdException e) when (e is CpdNotFoundException or CpdServiceNotInstalledException or CpdAccessDeniedException
            or CpdInvalidRequestException or CpdInvalidReplyException or NotCloudPakForDataException)
        {
            return null;
        }
    }
}
