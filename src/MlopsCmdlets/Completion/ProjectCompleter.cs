using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of projects.</summary>
internal sealed class ProjectCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        var names = new List<Completion>();
        await foreach (Cpd.Models.CpdProject project in session.GetClient().Projects.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            names.Add(new Completion(project.Name, project.Id));
        return names;
    }
}
