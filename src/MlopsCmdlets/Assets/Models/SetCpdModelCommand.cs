using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Changes name, description or tags of a model, or the commit that it is tied to.</summary>
/// <remarks>
/// <para>The content of a model does not change: store a new model instead, and let deployments serve it with Set-CpdDeployment.</para>
/// <para>-Commit sets the tag mlops-commit- and 40 digits, which gates about source read (New-MlopsGate -PullRequest, -Check, -Merged). It replaces the tag of an earlier
/// commit and leaves other tags as they are.</para>
/// </remarks>
/// <example>
///   <summary>Tag a model as approved</summary>
///   <code>PS&gt; Set-CpdModel -InputObject ChurnPrediction -Space churnUATspace -Tag churn, approved</code>
///   <para>The tags given replace the present ones.</para>
/// </example>
/// <example>
///   <summary>Rename a model</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -Name P1 | Set-CpdModel -Name ChurnPrediction</code>
///   <para>Deployments go on serving it.</para>
/// </example>
/// <example>
///   <summary>Say which commit produced the model</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -Name ChurnPrediction | Set-CpdModel -Commit HEAD</code>
///   <para>HEAD is what is checked out in the clone of the current folder; uncommitted changes are a warning.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdModel", SupportsShouldProcess = true)]
[OutputType(typeof(CpdModel))]
public sealed class SetCpdModelCommand : SetAssetCmdlet
{
    /// <summary>The commit that produced the model: its 40 digits, or HEAD for the one that is checked out in the current folder's clone. Tags that name none stay.</summary>
    [Parameter]
    [ValidatePattern(ModelCommit.Pattern)]
    public string? Commit { get; set; }

    private protected override string? AssetType => AssetTypes.Model;

    private protected override (string What, object? Value)[] OtherChanges => [("commit", Commit)];

    private protected override string OtherParameter => "-Commit";

    private protected override async Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken)
    {
        if (Commit is not null)
        {
            string folder = await AskAsync(() => SessionState.Path.CurrentFileSystemLocation.ProviderPath).ConfigureAwait(false);
            (string commit, bool dirty) = await Task.Run(() => ModelCommit.Resolve(Commit, folder), cancellationToken).ConfigureAwait(false);
            if (dirty)
                await WarnAsync(ModelCommit.Warning(commit)).ConfigureAwait(false);
            IReadOnlyList<string> tags = change.Tags ?? [.. (await scope.Client.Models.GetAsync(scope.Container, id, cancellationToken: cancellationToken).ConfigureAwait(false)).Tags];
            change = change with { Tags = ModelCommit.Put(tags, commit) };
        }

        return await scope.Client.Models.UpdateAsync(scope.Container, id, change, cancellationToken).ConfigureAwait(false);
    }
}
