using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Adds the names of data source types to connections, which know ids only. The list is read once, when the first connection comes.</summary>
internal sealed class DatasourceNames
{
    private Dictionary<string, string>? _names;

    public async Task<CpdConnection> AddToAsync(CpdConnection connection, CpdClient client, CancellationToken cancellationToken)
    {
        _names ??= await ReadAsync(client, cancellationToken).ConfigureAwait(false);
        return connection with { DatasourceTypeName = connection.DatasourceType is { } id ? _names.TryGetValue(id, out string? name) ? name : id : null };
    }

    private static async Task<Dictionary<string, string>> ReadAsync(CpdClient client, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (CpdDatasourceType type in client.Connections.ListDatasourceTypesAsync(cancellationToken).ConfigureAwait(false))
                names[type.Id] = type.Name;
        }
        catch (CpdException)
        {
            // Ids serve as well: a list that cannot be read is no reason to hide the connections.
        }

        return names;
    }
}
