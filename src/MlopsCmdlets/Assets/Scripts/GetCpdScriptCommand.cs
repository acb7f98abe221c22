using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Scripts;

/// <summary>Gets scripts of a space or project.</summary>
/// <remarks><para>Versions that were superseded by a copy or promotion are shown only with -IncludeSuperseded.</para></remarks>
/// <example>
///   <summary>List the scripts of a space</summary>
///   <code>PS&gt; Get-CpdScript -Space churnUATspace</code>
///   <para>Shows name, type, software specification, creation date and id.</para>
/// </example>
/// <example>
///   <summary>Take one along the pipeline</summary>
///   <code>PS&gt; Get-CpdScript -Space churnUATspace -Name report.py | New-CpdDeployment -Batch</code>
///   <para>The object brings its space and session.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdScript", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdScript))]
public sealed class GetCpdScriptCommand : GetAssetCmdlet<CpdScript>
{
    private protected override string Kind => "script";

    private protected override IAsyncEnumerable<CpdScript> ListAsync(Scope scope, CancellationToken cancellationToken) =>
        scope.Client.Scripts.ListAsync(scope.Container, cancellationToken);

    private protected override Task<CpdScript> GetAsync(Scope scope, string id, CancellationToken cancellationToken) =>
        scope.Client.Scripts.GetAsync(scope.Container, id, cancellationToken: cancellationToken);
}
