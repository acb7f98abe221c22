using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos;

/// <summary>Users and groups: from names to ids and descriptors, and back.</summary>
internal sealed class AzureIdentities(AzureConnection connection)
{
    private const string GroupPrefix = "team:";
    private const int MostAtOnce = 50;

    private volatile AzureIdentity? _me;

    /// <summary>Who the token belongs to. The token of a connection does not change its owner, so it is asked once.</summary>
    public async Task<AzureIdentity> MeAsync(CancellationToken cancellationToken)
    {
        if (_me is { } known)
            return known;
        var call = AzureCall.Get("/_apis/connectionData", "find out who the token belongs to") with { Version = AzureCall.Preview, What = $"organisation or collection at {connection.Address.Url}" };
        var data = await connection.SendAsync(call, AzureJson.Default.AzureConnectionData, cancellationToken).ConfigureAwait(false);
        if (data.AuthenticatedUser is not { Id.Length: > 0 } me)
            throw new GitHostInvalidReplyException(connection.Failure(call.Action), "the host does not say.");
        return _me = me;
    }

    public async Task<bool> IsMeAsync(string? id, CancellationToken cancellationToken)
    {
        var me = await MeAsync(cancellationToken).ConfigureAwait(false);
        return string.Equals(me.Id, id, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The one identity with this login, mail address, name or id; a group is written <c>team:name</c> or <c>team:[project]\name</c>.
    /// A name that fits several is an error that lists them.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="project">Groups of this project come before others of the same name.</param>
    /// <param name="action">For messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AzureIdentity> ResolveAsync(string name, string project, string action, CancellationToken cancellationToken)
    {
        var isGroup = name.StartsWith(GroupPrefix, StringComparison.OrdinalIgnoreCase);
        var plain = isGroup ? name.Substring(GroupPrefix.Length).Trim() : name.Trim();
        if (plain.Length == 0)
            throw new ArgumentException($"'{name}' names no user or group.", nameof(name));
        var found = Guid.TryParse(plain, out _)
            ? await connection.IdentitiesAsync(Search(action).With("identityIds", plain), cancellationToken).ConfigureAwait(false)
            : await SearchAsync(plain, action, cancellationToken).ConfigureAwait(false);
        if (isGroup && found.Count == 0 && plain[0] != '[')
            found = await SearchAsync($"[{project}]\\{plain}", action, cancellationToken).ConfigureAwait(false);

        var fitting = found.Where(i => i.IsContainer == isGroup && i.IsActive && Fits(i, plain)).ToList();
        if (isGroup && fitting.Count > 1 && fitting.Where(i => Same(i.ProviderDisplayName, $"[{project}]\\{plain}")).ToList() is [var own])
            return own;
        return fitting switch
        {
            [var one] => one,
            [] => throw new GitHostNotFoundException(connection.Failure(action), (isGroup ? "group " : "user ") + plain),
            _ => throw new GitHostAmbiguousNameException(connection.Failure(action), plain, fitting.Select(i => $"{i.Account} ({i.Id})").ToList()),
        };
    }

    /// <summary>The names of identities by their descriptors, as <c>RestrictPush</c> writes them; the descriptor itself where the host knows none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> descriptors, string action, CancellationToken cancellationToken)
    {
        var names = descriptors.ToDictionary(d => d, d => d, StringComparer.OrdinalIgnoreCase);
        for (var start = 0; start < descriptors.Count; start += MostAtOnce)
        {
            var some = string.Join(",", descriptors.Skip(start).Take(MostAtOnce));
            foreach (var identity in await connection.IdentitiesAsync(Search(action).With("descriptors", some), cancellationToken).ConfigureAwait(false))
                names[identity.Descriptor] = NameOf(identity);
        }

        return names;
    }

    /// <summary>The name that <see cref="ResolveAsync"/> takes.</summary>
    public static string NameOf(AzureIdentity identity) => identity.IsContainer ? GroupPrefix + WithoutScope(identity.ProviderDisplayName) : identity.Account;

    private static AzureCall Search(string action) => AzureCall.Get("/_apis/identities", action) with { Needs = ["Identity (Read)"] };

    private Task<IReadOnlyList<AzureIdentity>> SearchAsync(string text, string action, CancellationToken cancellationToken) =>
        connection.IdentitiesAsync(Search(action).With("searchFilter", "General").With("filterValue", text), cancellationToken);

    /// <summary>The host also finds names that only begin like this.</summary>
    private static bool Fits(AzureIdentity identity, string name)
    {
        if (Same(identity.Id, name) || Same(identity.ProviderDisplayName, name) || Same(identity.Account, name) || Same(identity.Mail, name))
            return true;
        if (identity.IsContainer)
            return Same(WithoutScope(identity.ProviderDisplayName), name);
        // Where logins are mail addresses or have a domain, people leave that away.
        var account = identity.Account.Substring(identity.Account.LastIndexOf('\\') + 1);
        return Same(account, name) || (account.IndexOf('@') is > 0 and var at && Same(account.Substring(0, at), name));
    }

    private static string WithoutScope(string name) =>
        name.StartsWith("[", StringComparison.Ordinal) && name.IndexOf("]\\", StringComparison.Ordinal) is > 0 and var end ? name.Substring(end + 2) : name;

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
