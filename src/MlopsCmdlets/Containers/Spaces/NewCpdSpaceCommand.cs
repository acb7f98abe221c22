using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Containers.Spaces;

/// <summary>Creates a deployment space.</summary>
/// <remarks><para>Waits until the space is active. Whether it is a production space cannot be changed later.</para></remarks>
/// <example>
///   <summary>Create a space for acceptance tests</summary>
///   <code>PS&gt; New-CpdSpace -Name churnUATspace -Stage testing</code>
///   <para>Emits the space when it is active.</para>
/// </example>
/// <example>
///   <summary>Create a production space</summary>
///   <code>PS&gt; New-CpdSpace -Name churn_prod_space -Stage production -Production -Description 'Churn, production'</code>
///   <para>Changes in a production space ask for confirmation.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdSpace", SupportsShouldProcess = true)]
[OutputType(typeof(CpdSpace))]
public sealed class NewCpdSpaceCommand : CpdCmdlet
{
    /// <summary>Name of the space. The server allows duplicates; a warning tells of one.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Name of the stage, free text such as testing or production.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Stage { get; set; }

    /// <summary>Makes it a production space.</summary>
    [Parameter]
    public SwitchParameter Production { get; set; }

    /// <summary>Tags.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Tag { get; set; }

    /// <summary>Emits the space at once, in state preparing.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Longest wait for it to be active, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!await ApproveAsync($"space '{Name}' on {SessionOf().Url.Host}", "Create").ConfigureAwait(false))
            return;
        await foreach (CpdSpace same in ClientOf().Spaces.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (!string.Equals(same.Name, Name, StringComparison.Ordinal))
                continue;
            await WarnAsync($"There is a space named '{Name}' already ({same.Id}). From now on the name alone is ambiguous: the two are told apart by their ids.").ConfigureAwait(false);
            break;
        }

        var definition = new CpdSpaceDefinition { Name = Name, Description = Description, Tags = Tag, Stage = Stage, IsProduction = Production };
        CpdWaitOptions? wait = NoWait ? null : Waiting($"Creating the space '{Name}'", TimeoutSec);
        await WriteAsync(await ClientOf().Spaces.CreateAsync(definition, wait, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }
}
