using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Specifications;

/// <summary>Gets software specifications: the runtimes that models and programs need.</summary>
/// <remarks><para>Specifications that come with the platform have the same id on every cluster; older ones are deprecated and retired by newer releases.</para></remarks>
/// <example>
///   <summary>Find a runtime</summary>
///   <code>PS&gt; Get-CpdSoftwareSpecification -Name runtime-*</code>
///   <para>Shows name, life cycle and replacement.</para>
/// </example>
/// <example>
///   <summary>What will not last</summary>
///   <code>PS&gt; Get-CpdSoftwareSpecification | Where-Object LifeCycle -ne supported</code>
///   <para>Models on these have to be stored again on a newer one.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdSoftwareSpecification", DefaultParameterSetName = "Name")]
[OutputType(typeof(CpdSoftwareSpecification))]
public sealed class GetCpdSoftwareSpecificationCommand : CpdCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SoftwareSpecificationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    private protected override object? ErrorTarget => (object?)Id ?? Name;

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken)
    {
        SoftwareSpecificationsClient specifications = ClientOf().SoftwareSpecifications;
        return Id is not null
            ? WriteByIdAsync(Id, id => specifications.GetAsync(id, cancellationToken: cancellationToken))
            : WriteMatchingAsync("software specification", specifications.ListAsync(cancellationToken: cancellationToken), Name, cancellationToken);
    }
}
