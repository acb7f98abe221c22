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

    /// <summary>A thing whose space is meant, such as a model, or a space, which is read again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [ValidateNotNull]
    public CpdResource? InputObject { get; set; }

    /// <summary>Reads the members as well.</summary>
    [Parameter]
    public SwitchParameter IncludeMember { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject ?? (object?)Id ?? Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        SpacesClient spaces = ClientOf(InputObject).Spaces;
        if (InputObject is { } thing)
        {
            string id = ContainerOf.Thing(thing)?.SpaceId ?? throw new ArgumentException($"'{thing.Name}' is in no space.");
            await WriteAsync(await spaces.GetAsync(id, IncludeMember, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        await (Id is not null
            ? WriteByIdAsync(Id, id => spaces.GetAsync(id, IncludeMember, cancellationToken))
            : WriteMatchingAsync("space", spaces.ListAsync(IncludeMember, cancellationToken), Name, cancellationToken)).ConfigureAwait(false);
    }
}
