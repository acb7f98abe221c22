using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Projects;

/// <summary>Creates a project.</summary>
/// <remarks><para>Waits until the project can be read. A name that another project has is refused unless -AllowDuplicateName is given.</para></remarks>
/// <example>
///   <summary>Create a project</summary>
///   <code>PS&gt; New-CpdProject -Name churn-dev -Description 'Development of the churn model'</code>
///   <para>Emits the project.</para>
/// </example>
/// <example>
///   <summary>Create a project with members</summary>
///   <code>PS&gt; New-CpdProject churn-dev | Add-CpdMember -User datascientist -Role Editor</code>
///   <para>The project goes on to Add-CpdMember.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdProject", SupportsShouldProcess = true)]
[OutputType(typeof(CpdProject))]
public sealed class NewCpdProjectCommand : CpdCmdlet
{
    /// <summary>Name of the project; without the characters &lt; &gt; \ " and %.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern("^[^<>\\\\\"%]+$")]
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Creates it even if another project has the name.</summary>
    [Parameter]
    public SwitchParameter AllowDuplicateName { get; set; }

    /// <summary>Longest wait for it to be readable, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!await ApproveAsync($"project '{Name}' on {SessionOf().Url.Host}", "Create").ConfigureAwait(false))
            return;
        var definition = new CpdProjectDefinition { Name = Name, Description = Description, Tags = Tag, UniqueName = !AllowDuplicateName };
        CpdWaitOptions wait = Waiting($"Creating the project '{Name}'", TimeoutSec);
        await WriteAsync(await ClientOf().Projects.CreateAsync(definition, wait, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }
}
