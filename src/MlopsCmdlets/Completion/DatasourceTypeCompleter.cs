using System.Collections;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Completion;

/// <summary>Names of the data source types that the cluster knows.</summary>
internal sealed class DatasourceTypeCompleter : CpdCompleter
{
    private protected override string CacheKey(IDictionary bound) => "";

    private protected override Task<IReadOnlyList<Completion>> ReadAsync(CpdSession session, IDictionary bound, CancellationToken cancellationToken) =>
        ListAsync(session.GetClient().Connections.ListDatasourceTypesAsync(cancellationToken), type => new Completion(type.Name, type.Description ?? type.Id));
}
