using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>Users, groups and platform roles.</summary>
internal sealed class UserDirectory
{
    /// <summary>The group that every user is in.</summary>
    public const string AllUsers = "10000";

    private readonly Lock _gate = new();
    private readonly World _world;
    private ImmutableSortedDictionary<string, User> _users = ImmutableSortedDictionary.Create<string, User>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, Group> _groups = ImmutableSortedDictionary.Create<string, Group>(StringComparer.Ordinal);
    private ImmutableArray<PlatformRole> _roles;
    private int _nextUid = 1000331001;
    private int _nextGroup = 10001;

    public UserDirectory(World world)
    {
        _world = world;
        _roles =
        [
            new("zen_administrator_role", "Administrator", "Administers the platform.", ["administrator", "can_provision", "create_project", "create_space", "manage_groups"]),
            new("zen_user_role", "User", "Creates projects and spaces.", ["create_project", "create_space"]),
            new("zen_project_monitor_role", "Project monitor", "Sees all projects.", ["monitor_project"]),
        ];
        _groups = _groups.Add(AllUsers, new Group(AllUsers, "All users", "All users of the platform", world.Now));
        Administrator = new User
        {
            Uid = "1000330999",
            UserName = world.Options.UserName,
            Password = world.Options.Password,
            ApiKey = Ids.Secret(40),
            DisplayName = world.Options.UserName,
            Email = world.Options.UserName + "@example.invalid",
            Roles = ["zen_administrator_role"],
            Permissions = _roles[0].Permissions,
            Groups = [AllUsers],
            CreatedAt = world.Now,
        };
        _users = _users.Add(Administrator.UserName, Administrator);
    }

    /// <summary>The user of the command line; owner of what a seed makes.</summary>
    public User Administrator { get; }

    public IReadOnlyList<User> Users => [.. _users.Values];

    public IReadOnlyList<Group> Groups => [.. _groups.Values];

    public ImmutableArray<PlatformRole> Roles => _roles;

    public bool TryGet(string userName, [NotNullWhen(true)] out User? user) => _users.TryGetValue(userName, out user);

    public User? ByUid(string uid) => _users.Values.FirstOrDefault(u => u.Uid == uid);

    /// <summary>The user whose name and password, or name and API key, these are; null otherwise.</summary>
    public User? Authenticate(string? userName, string? password, string? apiKey)
    {
        if (userName is null || !TryGet(userName, out var user) || !user.Enabled) return null;
        var ok = (password is not null && Same(password, user.Password)) || (apiKey is not null && Same(apiKey, user.ApiKey));
        return ok ? user : null;
    }

    public User Add(string userName, string password, string displayName, string email, IEnumerable<string> roles, string? apiKey = null)
    {
        lock (_gate)
        {
            if (_users.ContainsKey(userName)) throw ApiException.Conflict($"User {userName} already exists.", "already_exists");
            ImmutableArray<string> held = [.. roles.DefaultIfEmpty("zen_user_role")];
            var user = new User
            {
                Uid = (_nextUid++).ToString(CultureInfo.InvariantCulture),
                UserName = userName,
                Password = password,
                ApiKey = apiKey ?? Ids.Secret(40),
                DisplayName = displayName,
                Email = email,
                Roles = held,
                Permissions = PermissionsOf(held),
                Groups = [AllUsers],
                CreatedAt = _world.Now,
            };
            _users = _users.Add(userName, user);
            return user;
        }
    }

    public User Update(string userName, Func<User, User> change)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(userName, out var user)) throw ApiException.NotFound($"User {userName} was not found.");
            var changed = change(user);
            changed = changed with { Permissions = PermissionsOf(changed.Roles) };
            _users = _users.SetItem(userName, changed);
            return changed;
        }
    }

    public bool Remove(string userName)
    {
        lock (_gate)
        {
            var found = _users.ContainsKey(userName) && userName != Administrator.UserName;
            if (found) _users = _users.Remove(userName);
            return found;
        }
    }

    public Group AddGroup(string name, string description)
    {
        lock (_gate)
        {
            if (_groups.Values.Any(g => g.Name == name)) throw ApiException.Conflict($"Group {name} already exists.", "already_exists");
            var group = new Group((_nextGroup++).ToString(CultureInfo.InvariantCulture), name, description, _world.Now);
            _groups = _groups.Add(group.Id, group);
            return group;
        }
    }

    public bool TryGetGroup(string id, [NotNullWhen(true)] out Group? group) => _groups.TryGetValue(id, out group);

    public bool RemoveGroup(string id)
    {
        lock (_gate)
        {
            if (id == AllUsers || !_groups.ContainsKey(id)) return false;
            _groups = _groups.Remove(id);
            foreach (var user in _users.Values.Where(u => u.Groups.Contains(id)))
                _users = _users.SetItem(user.UserName, user with { Groups = user.Groups.Remove(id) });
            return true;
        }
    }

    public PlatformRole AddRole(string name, string description, IEnumerable<string> permissions)
    {
        lock (_gate)
        {
            var role = new PlatformRole(Ids.New(), name, description, [.. permissions]);
            _roles = _roles.Add(role);
            return role;
        }
    }

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    private ImmutableArray<string> PermissionsOf(ImmutableArray<string> roles) =>
        [.. _roles.Where(r => roles.Contains(r.Id) || roles.Contains(r.Name)).SelectMany(r => r.Permissions).Distinct(StringComparer.Ordinal)];
}
