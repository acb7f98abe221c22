using System.Collections;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of hardware specifications of the cluster.</summary>
internal sealed class HardwareSpecificationCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        var names = new List<Completion>();
        await foreach (CpdHardwareSpecification specification in session.GetClient().HardwareSpecifications.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            names.Add(new Completion(specification.Name, specification.Description ?? specification.Id));
        return names;
    }
}
