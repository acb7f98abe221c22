using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Scripts;

/// <summary>Stores a script that batch deployments can run.</summary>
/// <remarks><para>The asset is named after the file, ending included, unless -Name is given. If the upload fails, the empty asset is removed again.
/// A second script of the same name is a warning that names the first (one more request); Set-CpdScript -Path gives that one new code.</para></remarks>
/// <example>
///   <summary>Store a Python script</summary>
///   <code>PS&gt; New-CpdScript -Space churnUATspace -Name report.py -Path ./report.py -SoftwareSpecification runtime-23.1-py3.10</code>
///   <para>Emits the script.</para>
/// </example>
/// <example>
///   <summary>Store an R script and deploy it</summary>
///   <code>PS&gt; New-CpdScript -Space churnUATspace -Path ./report.R -Language R -SoftwareSpecification runtime-23.1-r4.2 | New-CpdDeployment -Batch</code>
///   <para>Scripts run as batch jobs only.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdScript", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdScript))]
public sealed class NewCpdScriptCommand : NewCodeCmdlet
{
    /// <summary>The script's language.</summary>
    [Parameter]
    [ValidateSet("python3", "R")]
    public string Language { get; set; } = "python3";

    private protected override string Kind => "script";

    private protected override string AssetType => AssetTypes.Script;

    private protected override string Instead => "To give the present one new code, use Set-CpdScript -Path.";

    private protected override string NameOf(string file) => System.IO.Path.GetFileName(file);

    private protected override async Task<CpdScopedResource> StoreAsync(Scope scope, string name, string file, CpdSoftwareSpecification specification, CancellationToken cancellationToken)
    {
        var definition = new CpdScriptDefinition
        {
            Name = name,
            SoftwareSpecificationId = specification.Id,
            SoftwareSpecificationName = specification.Name,
            Language = Language,
            Description = Description,
            Tags = Tag,
        };
        return await scope.Client.Scripts.CreateAsync(scope.Container, definition, CpdContent.FromFile(file), cancellationToken).ConfigureAwait(false);
    }
}
