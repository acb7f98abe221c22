using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Members;

/// <summary>Gets the members of a space or project with their roles.</summary>
/// <remarks><para>A space tells only ids; names are looked up where the session's user may do so.</para></remarks>
/// <example>
///   <summary>Who may change production</summary>
///   <code>PS&gt; Get-CpdMember -Space churn_prod_space | Where-Object Role -ne Viewer</code>
///   <para>Lists editors and admins.</para>
/// </example>
/// <example>
///   <summary>Members of a project</summary>
///   <code>PS&gt; Get-CpdProject churn-dev | Get-CpdMember</code>
///   <para>The project comes from the pipeline.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdMember", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdMember))]
public sealed class GetCpdMemberCommand : ContainerCmdlet
{
    /// <summary>Names of users or groups; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MemberCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        await WriteMatchingAsync("member", new MemberDirectory(scope.Client).NamedAsync(scope.Container, cancellationToken), Name, cancellationToken).ConfigureAwait(false);
    }
}
