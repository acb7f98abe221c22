using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of deployments in the space of -Destination.</summary>
internal sealed class DestinationDeploymentCompleter() : EnvironmentSideCompleter("Destination")
{
    private protected override IAsyncEnumerable<CpdResource> ReadAsync(CpdClient client, CpdContainer space) => client.Deployments.ListAsync(space);
}
