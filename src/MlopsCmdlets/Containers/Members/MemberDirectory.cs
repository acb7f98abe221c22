using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Containers.Members;

/// <summary>Members with the names that spaces do not tell.</summary>
internal sealed class MemberDirectory(CpdClient client)
{
    /// <summary>The members of a container; one whose name cannot be found keeps its id as name.</summary>
    public async IAsyncEnumerable<CpdMember> NamedAsync(CpdContainer container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, string>? names = null;
        await foreach (CpdMember member in client.Members.ListAsync(container, cancellationToken).ConfigureAwait(false))
        {
            if (member.UserName is not null)
            {
                yield return member;
                continue;
            }

            names ??= await NamesAsync(cancellationToken).ConfigureAwait(false);
            yield return names.TryGetValue(member.Id, out string? name) ? member with { Name = name, UserName = name } : member;
        }
    }

    /// <summary>The member that a user or group name, or a uid, stands for.</summary>
    /// <exception cref="Errors.NotAMemberException">It is none.</exception>
    /// <exception cref="CpdAmbiguousNameException">A user and a group have that name.</exception>
    public async Task<CpdMember> FindAsync(CpdContainer container, string name, CancellationToken cancellationToken)
    {
        var named = new List<CpdMember>();
        await foreach (CpdMember member in NamedAsync(container, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(member.Id, name, StringComparison.Ordinal) || string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                named.Add(member);
        }

        return named.Count > 0 ? MembersClient.Pick(named, name) : throw new Errors.NotAMemberException($"'{name}' is not a member of the {container}.");
    }

    private async Task<Dictionary<string, string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (CpdUser user in client.Platform.GetUsersAsync(cancellationToken).ConfigureAwait(false))
                names[user.Id] = user.Name;
            await foreach (CpdGroup group in client.Platform.GetGroupsAsync(cancellationToken).ConfigureAwait(false))
                names[group.Id] = group.Name;
        }
        catch (CpdApiException)
        {
            // Not everybody may list users: ids are better than no answer.
        }

        return names;
    }
}
