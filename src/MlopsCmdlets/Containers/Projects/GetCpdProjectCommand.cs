using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Projects;

/// <summary>Gets projects.</summary>
/// <remarks><para>Lists the projects that the session's user is a member of; platform permissions such as manage_project show all. The objects carry their session, so that later commands need no -Session.</para></remarks>
/// <example>
///   <summary>List the projects</summary>
///   <code>PS&gt; Get-CpdProject</code>
///   <para>Shows name, storage, creator and id.</para>
/// </example>
/// <example>
///   <summary>Find projects by name</summary>
///   <code>PS&gt; Get-CpdProject -Name churn*</code>
///   <para>Wildcards are allowed; upper and lower case do not matter.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdProject", DefaultParameterSetName = "Name")]
[OutputType(typeof(CpdProject))]
public sealed class GetCpdProjectCommand : CpdCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id", ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>A thing whose project is meant, such as a model, or a project, which is read again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [ValidateNotNull]
    public CpdResource? InputObject { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject ?? (object?)Id ?? Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        ProjectsClient projects = ClientOf(InputObject).Projects;
        if (InputObject is { } thing)
        {
            string id = ContainerOf.Thing(thing)?.ProjectId ?? throw new ArgumentException($"'{thing.Name}' is in no project.");
            await WriteAsync(await projects.GetAsync(id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        await (Id is not null
            ? WriteByIdAsync(Id, id => projects.GetAsync(id, cancellationToken))
            : WriteMatchingAsync("project", projects.ListAsync(cancellationToken), Name, cancellationToken)).ConfigureAwait(false);
    }
}
