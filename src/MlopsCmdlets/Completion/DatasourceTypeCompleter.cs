using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the data source types that the cluster knows.</summary>
internal sealed class DatasourceTypeCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override async Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken)
    {
        var names = new List<Completion>();
        await foreach (Cpd.Models.CpdDatasourceType type in session.GetClient().Connections.ListDatasourceTypesAsync(cancellationToken).ConfigureAwait(false))
            names.Add(new Completion(type.Name, type.Description ?? type.Id));
        return names;
    }
}
