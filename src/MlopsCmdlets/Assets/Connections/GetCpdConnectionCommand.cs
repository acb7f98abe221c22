using System.Management.Automation;
using System.Runtime.CompilerServices;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Gets connections to data stores.</summary>
/// <remarks><para>Properties are shown without their secrets: passwords and keys come as asterisks and are kept in no object.</para></remarks>
/// <example>
///   <summary>List the connections of a space</summary>
///   <code>PS&gt; Get-CpdConnection -Space churnUATspace</code>
///   <para>Shows name, data source type and id.</para>
/// </example>
/// <example>
///   <summary>Look at the properties of one</summary>
///   <code>PS&gt; (Get-CpdConnection -Space churnUATspace -Name churn-warehouse).Properties</code>
///   <para>Host, port, data base and so on.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdConnection", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdConnection))]
public sealed class GetCpdConnectionCommand : GetAssetCmdlet<CpdConnection>
{
    private readonly DatasourceNames _names = new();

    private protected override string Kind => "connection";

    private protected override async IAsyncEnumerable<CpdConnection> ListAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CpdConnection connection in scope.Client.Connections.ListAsync(scope.Container, cancellationToken).ConfigureAwait(false))
            yield return await _names.AddToAsync(connection, scope.Client, cancellationToken).ConfigureAwait(false);
    }

    private protected override async Task<CpdConnection> GetAsync(Scope scope, string id, CancellationToken cancellationToken) =>
        await _names.AddToAsync(await scope.Client.Connections.GetAsync(scope.Container, id, cancellationToken).ConfigureAwait(false), scope.Client, cancellationToken).ConfigureAwait(false);
}
