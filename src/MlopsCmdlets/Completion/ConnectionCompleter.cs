using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of connections to data stores in the space or project given.</summary>
internal sealed class ConnectionCompleter : ContainedCompleter
{
    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken) =>
        NamesAsync(client.Connections.ListAsync(container, cancellationToken: cancellationToken));
}
