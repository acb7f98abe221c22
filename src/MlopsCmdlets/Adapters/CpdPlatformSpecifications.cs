using MlopsCmdlets.Cpd;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Adapters;

/// <summary>The software specifications of a cluster.</summary>
internal sealed class CpdPlatformSpecifications(CpdClient client) : IPlatformSpecifications
{
    public async Task<IReadOnlyList<PlatformSpecification>> ListAsync(CancellationToken cancellationToken)
    {
        var known = new List<PlatformSpecification>();
        await foreach (var one in client.SoftwareSpecifications.ListAsync(container: null, cancellationToken).ConfigureAwait(false))
            known.Add(new PlatformSpecification(one.Id, one.Name, one.LifeCycle, one.ReplacementName));
        return known;
    }
}
