using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Commits the present state of a model as a revision.</summary>
/// <remarks><para>Revisions are numbered by the server; a deployment can serve a certain one.</para></remarks>
/// <example>
///   <summary>Commit before a change</summary>
///   <code>PS&gt; New-CpdModelRevision -InputObject ChurnPrediction -Space churnUATspace -Message 'Trained on the data of October'</code>
///   <para>Emits the revision with its number.</para>
/// </example>
/// <example>
///   <summary>Commit all models of a space</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace | New-CpdModelRevision</code>
///   <para>One revision for each model.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdModelRevision", SupportsShouldProcess = true)]
[OutputType(typeof(CpdRevision))]
public sealed class NewCpdModelRevisionCommand : AssetCmdlet
{
    /// <summary>Why it is committed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string? AssetType => AssetTypes.Model;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdScopedResource model) = await InputAsync(cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync($"model '{model.Name}' in {scope}", "Commit a revision", Force, production).ConfigureAwait(false))
            await WriteAsync(await scope.Client.Models.CreateRevisionAsync(scope.Container, model.Id, Message, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
