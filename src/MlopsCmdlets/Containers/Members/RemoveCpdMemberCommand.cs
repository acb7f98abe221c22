using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Members;

/// <summary>Removes members from a space or project.</summary>
/// <remarks><para>What a member made stays.</para></remarks>
/// <example>
///   <summary>Remove a user</summary>
///   <code>PS&gt; Remove-CpdMember -Space churnUATspace -Name jsmith</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove all viewers without asking</summary>
///   <code>PS&gt; Get-CpdMember -Space churnUATspace | Where-Object Role -eq Viewer | Remove-CpdMember -Force</code>
///   <para>Members from the pipeline bring their space.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdMember", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "InputObject")]
[OutputType(typeof(void))]
public sealed class RemoveCpdMemberCommand : MemberChangeCmdlet
{
    private protected override string Action => "Remove";

    private protected override Task ChangeAsync(Scope scope, CpdMember member, CancellationToken cancellationToken) =>
        scope.Client.Members.RemoveAsync(scope.Container, member, cancellationToken);
}
