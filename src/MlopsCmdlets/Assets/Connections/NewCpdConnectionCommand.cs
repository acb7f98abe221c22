using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Creates a connection to a data store.</summary>
/// <remarks>
/// <para>The server tries the connection first and refuses it when that fails; -NoTest saves it untried. Secrets are given with -Credential, or as
/// SecureString values of -Property; they are sent to the server and kept nowhere else.</para>
/// <para>A second connection of the same name is a warning that names the first (one more request); Set-CpdConnection changes that one.</para>
/// </remarks>
/// <example>
///   <summary>Connect to a PostgreSQL data base</summary>
///   <code>PS&gt; New-CpdConnection -Space churnUATspace -Name churn-warehouse -DatasourceType postgresql -Property @{ host = 'db.example.com'; port = '5432'; database = 'churn' } -Credential (Get-Credential)</code>
///   <para>Emits the connection without its secrets.</para>
/// </example>
/// <example>
///   <summary>Let every user bring an own login</summary>
///   <code>PS&gt; New-CpdConnection -Project churn-dev -Name churn-warehouse -DatasourceType postgresql -Property @{ host = 'db.example.com'; database = 'churn' } -PersonalCredentials -NoTest</code>
///   <para>Each user enters a login in the web console.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "CpdConnection", SupportsShouldProcess = true, DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdConnection))]
public sealed class NewCpdConnectionCommand : ContainerCmdlet
{
    /// <summary>Name of the connection.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Name or id of the data source type, such as postgresql or db2.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(DatasourceTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string DatasourceType { get; set; } = "";

    /// <summary>Properties of the connection, such as host, port and database; secret ones as SecureString.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateNotNull]
    public IDictionary? Property { get; set; }

    /// <summary>User name and password for the data store.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Every user enters an own login.</summary>
    [Parameter]
    public SwitchParameter PersonalCredentials { get; set; }

    /// <summary>Saves the connection without trying it.</summary>
    [Parameter]
    public SwitchParameter NoTest { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Scope scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        await Namesakes.WarnAsync(WarnAsync, scope, AssetTypes.Connection, "connection", Name, "To change the present one, use Set-CpdConnection.", cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"connection '{Name}' in {scope}", "Create", Force, production).ConfigureAwait(false))
            return;
        var definition = new CpdConnectionDefinition
        {
            Name = Name,
            DatasourceType = DatasourceType,
            Description = Description,
            Properties = ConnectionProperties.Of(Property, Credential),
            Flags = PersonalCredentials ? ["personal_credentials"] : null,
            Test = !NoTest,
        };
        CpdConnection connection = await scope.Client.Connections.CreateAsync(scope.Container, definition, cancellationToken).ConfigureAwait(false);
        await WriteAsync(await new DatasourceNames().AddToAsync(connection, scope.Client, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
