using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of hardware specifications of the cluster.</summary>
internal sealed class HardwareSpecificationCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken) =>
        ListAsync(session.GetClient().HardwareSpecifications.ListAsync(cancellationToken: cancellationToken), s => new Completion(s.Name, s.Description ?? s.Id));
}
