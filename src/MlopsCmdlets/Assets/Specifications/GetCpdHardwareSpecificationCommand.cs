using System.Management.Automation;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Specifications;

/// <summary>Gets hardware specifications: the sizes of what runs deployments and jobs.</summary>
/// <remarks><para>Those that come with the platform have the same id on every cluster.</para></remarks>
/// <example>
///   <summary>List the sizes</summary>
///   <code>PS&gt; Get-CpdHardwareSpecification</code>
///   <para>Shows name, CPUs, memory and id.</para>
/// </example>
/// <example>
///   <summary>Look at two of them</summary>
///   <code>PS&gt; Get-CpdHardwareSpecification -Name S, M</code>
///   <para>New-CpdDeployment takes the name with -HardwareSpecification.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdHardwareSpecification", DefaultParameterSetName = "Name")]
[OutputType(typeof(CpdHardwareSpecification))]
public sealed class GetCpdHardwareSpecificationCommand : CpdCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
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
        HardwareSpecificationsClient specifications = ClientOf().HardwareSpecifications;
        return Id is not null
            ? WriteByIdAsync(Id, id => specifications.GetAsync(id, cancellationToken: cancellationToken))
            : WriteMatchingAsync("hardware specification", specifications.ListAsync(cancellationToken: cancellationToken), Name, cancellationToken);
    }
}
