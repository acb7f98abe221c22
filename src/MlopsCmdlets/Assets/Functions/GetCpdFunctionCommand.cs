using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>Gets functions of a space or project.</summary>
/// <remarks><para>Versions that were superseded by a copy or promotion are shown only with -IncludeSuperseded.</para></remarks>
/// <example>
///   <summary>List the functions of a space</summary>
///   <code>PS&gt; Get-CpdFunction -Space churnUATspace</code>
///   <para>Shows name, type, software specification, creation date and id.</para>
/// </example>
/// <example>
///   <summary>Take one along the pipeline</summary>
///   <code>PS&gt; Get-CpdFunction -Space churnUATspace -Name score_customers | New-CpdDeployment -Online</code>
///   <para>The object brings its space and session.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdFunction", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdFunction))]
public sealed class GetCpdFunctionCommand : GetAssetCmdlet<CpdFunction>
{
    private protected override string Kind => "function";

    private protected override IAsyncEnumerable<CpdFunction> ListAsync(Scope scope, CancellationToken cancellationToken) =>
        scope.Client.Functions.ListAsync(scope.Container, cancellationToken);

    private protected override Task<CpdFunction> GetAsync(Scope scope, string id, CancellationToken cancellationToken) =>
        scope.Client.Functions.GetAsync(scope.Container, id, cancellationToken: cancellationToken);
}
