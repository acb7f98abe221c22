using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of deployment spaces.</summary>
internal sealed class SpaceCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        var names = new List<Completion>();
        await foreach (Cpd.Models.CpdSpace space in session.GetClient().Spaces.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            names.Add(new Completion(space.Name, space.Id));
        return names;
    }
}
