using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>The explicit permissions of a branch and of everything above it: the nearest that says something counts.</summary>
/// <param name="Lists">From the branch to the root, one for each token, empty ones too.</param>
internal sealed record PermissionChain(IReadOnlyList<AzureAccessList> Lists)
{
    /// <summary>That of the branch itself.</summary>
    public AzureAccessList Own => Lists[0];

    /// <summary>Whether the branch inherits nothing.</summary>
    public bool IsClosed => !Own.InheritPermissions;

    /// <summary>Everything above the branch.</summary>
    public PermissionChain Above => new(Lists.Skip(1).ToList());

    /// <summary>Everybody who is named somewhere that counts.</summary>
    public IReadOnlyCollection<string> Descriptors =>
        Counting().SelectMany(l => l.AcesDictionary.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    /// <summary>Those that are allowed one of the permissions.</summary>
    public IReadOnlyList<string> Allowed(GitPermission permissions) => Descriptors.Where(d => (Of(d) & permissions) != GitPermission.None).ToList();

    /// <summary>What an identity is allowed, leaving aside the groups that it is in.</summary>
    public GitPermission Of(string descriptor) => Decided(descriptor).Allowed;

    /// <summary>What an identity is denied, and all who are in it.</summary>
    public GitPermission DeniedTo(string descriptor) => Decided(descriptor).Denied;

    private (GitPermission Allowed, GitPermission Denied) Decided(string descriptor)
    {
        var (allowed, decided) = (GitPermission.None, GitPermission.None);
        foreach (var list in Counting())
        {
            if (Entry(list, descriptor) is not { } entry)
                continue;
            var (allow, deny) = ((GitPermission)entry.Allow, (GitPermission)entry.Deny);
            allowed |= allow & ~deny & ~decided;
            decided |= allow | deny;
        }

        return (allowed, decided & ~allowed);
    }

    public static AzureAccessEntry? Entry(AzureAccessList list, string descriptor) =>
        list.AcesDictionary.FirstOrDefault(e => string.Equals(e.Key, descriptor, StringComparison.OrdinalIgnoreCase)).Value;

    private IEnumerable<AzureAccessList> Counting()
    {
        foreach (var list in Lists)
        {
            yield return list;
            if (!list.InheritPermissions)
                yield break;
        }
    }
}
