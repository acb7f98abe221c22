using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of deployments in the space or project given.</summary>
internal sealed class DeploymentCompleter : ContainedCompleter
{
    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdClient client, CpdContainer container, CancellationToken cancellationToken) =>
        NamesAsync(client.Deployments.ListAsync(container, cancellationToken: cancellationToken));
}
