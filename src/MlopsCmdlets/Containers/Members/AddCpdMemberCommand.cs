using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Members;

/// <summary>Adds users and groups to a space or project.</summary>
/// <remarks><para>Users and groups are given by name; their ids are looked up.</para></remarks>
/// <example>
///   <summary>Let a colleague deploy</summary>
///   <code>PS&gt; Add-CpdMember -Space churn_prod_space -User mlops -Role Editor</code>
///   <para>Production asks for confirmation first.</para>
/// </example>
/// <example>
///   <summary>Let a whole group look</summary>
///   <code>PS&gt; Get-CpdSpace churn* | Add-CpdMember -Group 'All users' -Role Viewer -Force</code>
///   <para>Adds the group to each of the spaces.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "CpdMember", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdMember))]
public sealed class AddCpdMemberCommand : ContainerCmdlet
{
    /// <summary>Names or uids of users.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <summary>Names or ids of groups.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Group { get; set; } = [];

    /// <summary>The role: Viewer, Editor or Admin.</summary>
    [Parameter]
    public CpdRole Role { get; set; } = CpdRole.Viewer;

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => (object?)Space ?? Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (User.Length + Group.Length == 0)
            throw new ArgumentException("Give -User or -Group.");
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        foreach ((string name, CpdMemberType type) in User.Select(u => (u, CpdMemberType.User)).Concat(Group.Select(g => (g, CpdMemberType.Group))))
        {
            await AttemptAsync(name, async () =>
            {
                CpdMemberDefinition member = await scope.Client.Platform.ResolveMemberAsync(name, Role, type, cancellationToken).ConfigureAwait(false);
                if (!await ApproveAsync(scope.ToString(), $"Add {name} as {Role}", Force, production).ConfigureAwait(false))
                    return;
                foreach (CpdMember added in await scope.Client.Members.AddAsync(scope.Container, [member], cancellationToken).ConfigureAwait(false))
                    await WriteAsync(added with { Name = member.UserName ?? added.Name, UserName = member.UserName ?? added.UserName }).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }
}
