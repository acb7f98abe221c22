using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Members;

/// <summary>A cmdlet that changes members, given as objects or by name.</summary>
public abstract class MemberChangeCmdlet : CpdCmdlet
{
    /// <summary>A member from Get-CpdMember, which brings its space or project.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public CpdMember? InputObject { get; set; }

    /// <summary>The deployment space: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Space")]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? Space { get; set; }

    /// <summary>The project: an object, an id or an exact name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Project")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? Project { get; set; }

    /// <summary>Names or uids of users or groups.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Space")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Project")]
    [ArgumentCompleter(typeof(MemberCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => InputObject ?? (object?)Space ?? Project;

    /// <summary>What is done, for the question: "Remove".</summary>
    private protected abstract string Action { get; }

    private protected abstract Task ChangeAsync(Scope scope, CpdMember member, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null)
        {
            CpdContainer container = InputObject.Container ?? throw new ArgumentException($"The member '{InputObject.Name}' does not say which space or project it belongs to.");
            await ApplyAsync(new Scope(SessionOf(InputObject), ClientOf(InputObject), container), InputObject, cancellationToken).ConfigureAwait(false);
            return;
        }

        Scope scope = Space is not null
            ? await SpaceScopeAsync(Space, Session, cancellationToken).ConfigureAwait(false)
            : await ProjectScopeAsync(Project!, Session, cancellationToken).ConfigureAwait(false);
        var directory = new MemberDirectory(scope.Client);
        foreach (string name in Name)
        {
            await AttemptAsync(name, async () =>
            {
                CpdMember member = await directory.FindAsync(scope.Container, name, cancellationToken).ConfigureAwait(false);
                await ApplyAsync(scope, member, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task ApplyAsync(Scope scope, CpdMember member, CancellationToken cancellationToken)
    {
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync(scope.ToString(), $"{Action} {member.Name}", Force, production).ConfigureAwait(false))
            await ChangeAsync(scope, member, cancellationToken).ConfigureAwait(false);
    }
}
