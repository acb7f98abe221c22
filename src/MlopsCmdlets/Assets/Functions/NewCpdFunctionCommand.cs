using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>Stores a Python function that can be deployed.</summary>
/// <remarks><para>The file is compressed on the way. If the upload fails, the empty function is removed again.
/// A second function of the same name is a warning that names the first (one more request); Set-CpdFunction -Path gives that one new code.</para></remarks>
/// <example>
///   <summary>Store and deploy a function</summary>
///   <code>PS&gt; New-CpdFunction -Space churnUATspace -Path ./score_customers.py -SoftwareSpecification runtime-23.1-py3.10 | New-CpdDeployment -Online</code>
///   <para>The name is taken from the file.</para>
/// </example>
/// <example>
///   <summary>Say what the function expects</summary>
///   <code>PS&gt; New-CpdFunction -Space churnUATspace -Name score -Path ./score.py -SoftwareSpecification runtime-23.1-py3.10 -InputField ([ordered]@{ AGE = 'double' })</code>
///   <para>The schema is kept with the function.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdFunction", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdFunction))]
public sealed class NewCpdFunctionCommand : NewCodeCmdlet
{
    /// <summary>Input columns and their types, in order.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? InputField { get; set; }

    private protected override string Kind => "function";

    private protected override string AssetType => AssetTypes.Function;

    private protected override string Instead => "To give the present one new code, use Set-CpdFunction -Path.";

    private protected override async Task<CpdScopedResource> StoreAsync(Scope scope, string name, string file, CpdSoftwareSpecification specification, CancellationToken cancellationToken)
    {
        CpdContent code = FunctionCode.FromFile(file);
        var definition = new CpdFunctionDefinition
        {
            Name = name,
            SoftwareSpecificationId = specification.Id,
            Description = Description,
            Tags = Tag,
            InputFields = SchemaTable.Of(InputField),
        };
        CpdFunction function = await scope.Client.Functions.CreateAsync(scope.Container, definition, cancellationToken).ConfigureAwait(false);
        try
        {
            await scope.Client.Functions.UploadCodeAsync(scope.Container, function.Id, code, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await RemoveEmptyAsync(name, function.Id, () => scope.Client.Functions.DeleteAsync(scope.Container, function.Id, force: true, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }

        return function;
    }
}
