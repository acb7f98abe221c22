using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of projects.</summary>
internal sealed class ProjectCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken) =>
        ListAsync(session.GetClient().Projects.ListAsync(cancellationToken: cancellationToken), project => new Completion(project.Name, project.Id));
}
