using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Members;

/// <summary>Changes the role of members of a space or project.</summary>
/// <remarks><para>The new role holds for the next login of the user at the latest.</para></remarks>
/// <example>
///   <summary>Make an editor of a viewer</summary>
///   <code>PS&gt; Set-CpdMember -Space churnUATspace -Name datascientist -Role Editor</code>
///   <para>Emits the member with the new role.</para>
/// </example>
/// <example>
///   <summary>Take rights away from all editors</summary>
///   <code>PS&gt; Get-CpdMember -Space churn_prod_space | Where-Object Role -eq Editor | Set-CpdMember -Role Viewer</code>
///   <para>Members from the pipeline bring their space.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdMember", SupportsShouldProcess = true, DefaultParameterSetName = "InputObject")]
[OutputType(typeof(CpdMember))]
public sealed class SetCpdMemberCommand : MemberChangeCmdlet
{
    /// <summary>The new role: Viewer, Editor or Admin.</summary>
    [Parameter(Mandatory = true)]
    public CpdRole Role { get; set; }

    private protected override string Action => $"Give the role {Role} to";

    private protected override async Task ChangeAsync(Scope scope, CpdMember member, CancellationToken cancellationToken) =>
        await WriteAsync(await scope.Client.Members.SetRoleAsync(scope.Container, member, Role, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
}
