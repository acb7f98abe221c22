using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>
/// What a branch's own access control list has to become. "Only these may push" cannot be said by denying it to the others, since a denial also hits those that are
/// in both; so the branch inherits nothing, and what administers it is copied from above, as are denials: who is denied it there must not get it here as one of those.
/// Sends nothing.
/// </summary>
internal static class PermissionDrafts
{
    private const GitPermission Copied = GitPermission.Administer | GitPermission.Bypass;
    private const GitPermission CopiedDenials = Copied | GitPermission.Contribute;

    /// <summary>The list to write; null when it is as wanted.</summary>
    /// <param name="now">The permissions that count for the branch.</param>
    /// <param name="pushers">Descriptors of those that alone may push; null leaves that as it is.</param>
    /// <param name="bindsAll">Whether nobody may bypass the policies; null leaves that as it is.</param>
    public static AzureAccessList? ToSave(PermissionChain now, IReadOnlyCollection<string>? pushers, bool? bindsAll)
    {
        var entries = now.Own.AcesDictionary.ToDictionary(e => e.Key, e => ((GitPermission)e.Value.Allow, (GitPermission)e.Value.Deny), StringComparer.OrdinalIgnoreCase);
        if (pushers is not null)
        {
            foreach (var descriptor in now.Descriptors)
                entries[descriptor] = (now.Of(descriptor) & Copied, Denied(now.Own, descriptor) | (now.DeniedTo(descriptor) & CopiedDenials));
            foreach (var descriptor in pushers)
            {
                var (allow, deny) = entries.TryGetValue(descriptor, out var old) ? old : default;
                entries[descriptor] = (allow | GitPermission.Contribute, deny & ~GitPermission.Contribute);
            }
        }

        var inherits = now.Own.InheritPermissions && pushers is null;
        if (bindsAll == true)
        {
            foreach (var descriptor in now.Allowed(GitPermission.Bypass))
            {
                var (allow, deny) = entries.TryGetValue(descriptor, out var old) ? old : default;
                entries[descriptor] = (allow & ~GitPermission.Bypass, inherits ? deny | GitPermission.Bypass : deny);
            }
        }
        else if (bindsAll == false)
        {
            foreach (var descriptor in entries.Keys.ToList())
                entries[descriptor] = (entries[descriptor].Item1, entries[descriptor].Item2 & ~GitPermission.Bypass);
        }

        return Unless(now.Own, inherits, entries);
    }

    /// <summary>The list without what <see cref="ToSave"/> makes; null when there is nothing of that.</summary>
    public static AzureAccessList? ToClear(PermissionChain now)
    {
        var entries = new Dictionary<string, (GitPermission Allow, GitPermission Deny)>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in now.Own.AcesDictionary)
        {
            var (allow, deny) = ((GitPermission)entry.Value.Allow, (GitPermission)entry.Value.Deny & ~GitPermission.Bypass);
            if (now.IsClosed)
                (allow, deny) = (allow & ~GitPermission.Contribute & ~(now.Above.Of(entry.Key) & Copied), deny & ~(now.Above.DeniedTo(entry.Key) & CopiedDenials));
            entries[entry.Key] = (allow, deny);
        }

        return Unless(now.Own, inherits: true, entries);
    }

    private static GitPermission Denied(AzureAccessList list, string descriptor) => (GitPermission)(PermissionChain.Entry(list, descriptor)?.Deny ?? 0);

    private static AzureAccessList? Unless(AzureAccessList own, bool inherits, IReadOnlyDictionary<string, (GitPermission Allow, GitPermission Deny)> entries)
    {
        var wanted = entries.Where(e => e.Value.Allow != GitPermission.None || e.Value.Deny != GitPermission.None).ToDictionary(
            e => e.Key, e => new AzureAccessEntry(e.Key, (int)e.Value.Allow, (int)e.Value.Deny), StringComparer.OrdinalIgnoreCase);
        var present = own.AcesDictionary.Where(e => e.Value.Allow != 0 || e.Value.Deny != 0).ToList();
        var same = inherits == own.InheritPermissions
            && present.Count == wanted.Count
            && present.TrueForAll(e => wanted.TryGetValue(e.Key, out var entry) && entry.Allow == e.Value.Allow && entry.Deny == e.Value.Deny);
        return same ? null : new AzureAccessList { Token = own.Token, InheritPermissions = inherits, AcesDictionary = wanted };
    }
}
