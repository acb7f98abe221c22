using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of deployment spaces.</summary>
internal sealed class SpaceCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken) =>
        ListAsync(session.GetClient().Spaces.ListAsync(cancellationToken: cancellationToken), space => new Completion(space.Name, space.Id));
}
