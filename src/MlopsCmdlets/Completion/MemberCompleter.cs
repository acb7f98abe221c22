using MlopsCmdlets.Containers.Members;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the members of the space or project given.</summary>
internal sealed class MemberCompleter : ContainedCompleter
{
    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken) =>
        NamesAsync(new MemberDirectory(client).NamedAsync(container, cancellationToken));
}
