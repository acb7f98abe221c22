using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Changes a connection, for example to enter its secrets again after a copy.</summary>
/// <remarks><para>Only what is given is changed. The server tries the changed connection first; -NoTest saves it untried. Tags of connections cannot be changed.</para></remarks>
/// <example>
///   <summary>Enter the login of the production data base</summary>
///   <code>PS&gt; Set-CpdConnection -InputObject churn-warehouse -Space churn_prod_space -Credential (Get-Credential) -Property @{ host = 'db-prd.example.com' }</code>
///   <para>Emits the changed connection without its secrets.</para>
/// </example>
/// <example>
///   <summary>Replace an API key</summary>
///   <code>PS&gt; Get-CpdConnection -Space churnUATspace -Name bucket | Set-CpdConnection -Property @{ api_key = (Read-Host -AsSecureString) }</code>
///   <para>Secret properties are given as SecureString.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdConnection", SupportsShouldProcess = true)]
[OutputType(typeof(CpdConnection))]
public sealed class SetCpdConnectionCommand : AssetCmdlet
{
    private readonly DatasourceNames _names = new();

    /// <summary>Properties to change; secret ones as SecureString.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Property { get; set; }

    /// <summary>The new user name and password for the data store.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    [ValidateNotNull]
    public string? Description { get; set; }

    /// <summary>Saves the change without trying the connection.</summary>
    [Parameter]
    public SwitchParameter NoTest { get; set; }

    /// <summary>Asks no question for a production space.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string? AssetType => AssetTypes.Connection;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Property is not { Count: > 0 } && Credential is null && Name is null && Description is null)
            throw new ArgumentException("Say what to change: -Property, -Credential, -Name or -Description.");
        (Scope scope, CpdScopedResource connection) = await InputAsync(cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(scope.Session, scope.Container, cancellationToken).ConfigureAwait(false);
        // Which properties, never their values.
        string[] unsaid = [];
        string action = ChangeText.Of(
            ("name", Name), ("description", Description),
            ($"properties {string.Join(", ", Property?.Keys.Cast<object>() ?? [])}", Property is { Count: > 0 } ? unsaid : null), ("credentials", Credential is null ? null : unsaid));
        if (!await ApproveAsync($"connection '{connection.Name}' in {scope}", action, Force, production).ConfigureAwait(false))
            return;
        var change = new CpdChange { Name = Name, Description = Description };
        CpdConnection changed = await scope.Client.Connections.UpdateAsync(
            scope.Container, connection.Id, change, ConnectionProperties.Of(Property, Credential), !NoTest, cancellationToken).ConfigureAwait(false);
        await WriteAsync(await _names.AddToAsync(changed, scope.Client, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
