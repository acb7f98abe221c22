using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Spaces;

/// <summary>Gets deployment spaces.</summary>
/// <remarks><para>Lists the spaces that the session's user is a member of. The objects carry their session, so that later commands need no -Session.</para></remarks>
/// <example>
///   <summary>List the spaces</summary>
///   <code>PS&gt; Get-CpdSpace</code>
///   <para>Shows name, stage, state and id.</para>
/// </example>
/// <example>
///   <summary>Find spaces by name</summary>
///   <code>PS&gt; Get-CpdSpace -Name churn*</code>
///   <para>Wildcards are allowed; upper and lower case do not matter.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdSpace", DefaultParameterSetName = "Name")]
[OutputType(typeof(CpdSpace))]
public sealed class GetCpdSpaceCommand : CpdCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    [Alias("SpaceId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Reads the members as well.</summary>
    [Parameter]
    public SwitchParameter IncludeMember { get; set; }

    private protected override object? ErrorTarget => (object?)Id ?? Name;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        SpacesClient spaces = ClientOf().Spaces;
        return Id is not null
            ? WriteByIdAsync(Id, id => spaces.GetAsync(id, IncludeMember, cancellationToken))
            : WriteMatchingAsync("space", spaces.ListAsync(IncludeMember, cancellationToken), Name, cancellationToken);
    }
}
