using System.Collections;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Completion;

/// <summary>Names of software specifications of the cluster.</summary>
internal sealed class SoftwareSpecificationCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        var names = new List<Completion>();
        await foreach (CpdSoftwareSpecification specification in session.GetClient().SoftwareSpecifications.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            names.Add(new Completion(specification.Name, $"{specification.DisplayName} ({specification.LifeCycle})"));
        return names;
    }
}
