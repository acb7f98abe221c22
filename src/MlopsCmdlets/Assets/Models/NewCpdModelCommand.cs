using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Json;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Stores a model with its content.</summary>
/// <remarks>
/// <para>Creates the model and uploads the file. If the upload fails, the empty model is removed again.</para>
/// <para>With an input schema, Invoke-CpdScore casts and checks rows by it.</para>
/// <para>A second model of the same name is a warning that names the first: looking it up costs one request. It becomes the new version when the first one is tagged
/// mlops-superseded.</para>
/// <para>-Commit ties the model to the commit that produced it, which gates about source read (New-MlopsGate -PullRequest, -Check, -Merged).</para>
/// </remarks>
/// <example>
///   <summary>Store a PMML model</summary>
///   <code>PS&gt; New-CpdModel -Space churnUATspace -Name ChurnPrediction -Path ./churn.xml -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3 -LabelColumn CHURN</code>
///   <para>Emits the model.</para>
/// </example>
/// <example>
///   <summary>Store a scikit-learn model with its input columns</summary>
///   <code>PS&gt; New-CpdModel -Project churn-dev -Path ./model.tar.gz -Type scikit-learn_1.3 -SoftwareSpecification runtime-24.1-py3.11 -InputField ([ordered]@{ AGE = 'double'; USAGE = 'int' })</code>
///   <para>The name is taken from the file.</para>
/// </example>
/// <example>
///   <summary>Store a model together with the commit that produced it</summary>
///   <code>PS&gt; New-CpdModel -Space churn-uat -Path ./churn.xml -Type pmml_4.2.1 -SoftwareSpecification pmml-3.0_4.3 -Commit $env:BUILD_SOURCEVERSION</code>
///   <para>In a clone, -Commit HEAD does the same; the model gets the tag mlops-commit- and the 40 digits.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdModel", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdModel))]
public sealed class NewCpdModelCommand : NewCodeCmdlet
{
    /// <summary>Framework and version, such as pmml_4.2.1 or scikit-learn_1.3; the cluster's release says which are valid.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Type { get; set; } = "";

    /// <summary>The column that the model predicts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LabelColumn { get; set; }

    /// <summary>Input columns and their types, in order.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? InputField { get; set; }

    /// <summary>The commit that produced the model: its 40 digits, or HEAD for the one that is checked out in the current folder's clone.</summary>
    [Parameter]
    [ValidatePattern(ModelCommit.Pattern)]
    public string? Commit { get; set; }

    /// <summary>Data of your own to keep with the model: a hashtable or object that becomes JSON.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Custom { get; set; }

    private protected override string Kind => "model";

    private protected override string AssetType => AssetTypes.Model;

    private protected override string Instead => "To make this one its new version, tag the earlier one with Set-CpdModel -Tag mlops-superseded; deployments change over with Set-CpdDeployment -Model.";

    private protected override async Task<CpdScopedResource> StoreAsync(Scope scope, string name, string file, CpdSoftwareSpecification specification, CancellationToken cancellationToken)
    {
        string[]? tags = Tag;
        if (Commit is not null)
        {
            string folder = await AskAsync(() => SessionState.Path.CurrentFileSystemLocation.ProviderPath).ConfigureAwait(false);
            (string commit, bool dirty) = await Task.Run(() => ModelCommit.Resolve(Commit, folder), cancellationToken).ConfigureAwait(false);
            if (dirty)
                await WarnAsync(ModelCommit.Warning(commit)).ConfigureAwait(false);
            tags = ModelCommit.Put(tags ?? [], commit);
        }

        var definition = new CpdModelDefinition
        {
            Name = name,
            Type = Type,
            SoftwareSpecificationId = specification.Id,
            Description = Description,
            Tags = tags,
            LabelColumn = LabelColumn,
            InputFields = SchemaTable.Of(InputField),
            Custom = Custom is null ? null : JsonDocument.Parse(PowerShellJson.Write(Custom)).RootElement,
        };
        CpdModel model = await scope.Client.Models.CreateAsync(scope.Container, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            bool xml = Type.StartsWith("pmml", StringComparison.OrdinalIgnoreCase);
            var content = CpdContent.FromFile(file, xml ? "application/xml" : "application/octet-stream");
            await scope.Client.Models.UploadContentAsync(scope.Container, model.Id, content, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await RemoveEmptyAsync(name, model.Id, () => scope.Client.Models.DeleteAsync(scope.Container, model.Id, force: true, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }

        return model;
    }
}
