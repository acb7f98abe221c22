using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Environments;

/// <summary>Adds an environment to mlops.json, and makes the file where there is none.</summary>
/// <remarks>
/// <para>Everything else in the file stays as it is, byte by byte. Secrets have no place in it: credentials are given to Connect-Cpd.</para>
/// </remarks>
/// <example>
///   <summary>Begin with a new repository</summary>
///   <code>PS&gt; New-MlopsEnvironment -Name dev -Url https://cpd-dev.example.com -Space churn_dev -Branch develop</code>
///   <para>Makes mlops.json in the current folder.</para>
/// </example>
/// <example>
///   <summary>Add production behind acceptance</summary>
///   <code>PS&gt; New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space churn_prod_space -Predecessor uat -Production -RequiredApprovals 1 -ConnectionMap @{ TestWarehouse = 'CustomerWarehouse' }</code>
///   <para>Promotions into prd come from uat and need the approval of somebody other than the plan's author; what reads from TestWarehouse in uat reads from CustomerWarehouse in prd.</para>
/// </example>
/// <example>
///   <summary>Freeze production at the end of the year and every weekend</summary>
///   <code>PS&gt; New-MlopsEnvironment -Name prd -Url https://cpd.example.com -Space churn_prod_space -Production -FreezeWindow @{ Name = 'year-end close'; From = '2026-12-20'; To = '2027-01-04'; TimeZone = 'Europe/Zurich' }, @{ Name = 'weekend'; Cron = '0 18 * * 5'; Duration = '2.12:00:00'; TimeZone = 'Europe/Zurich' } -Force</code>
///   <para>The second window begins on Fridays at 18:00 and lasts two and a half days.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsEnvironment", SupportsShouldProcess = true)]
[OutputType(typeof(MlopsEnvironment))]
public sealed class NewMlopsEnvironmentCommand : EnvironmentCmdlet
{
    /// <summary>Its name: letters, digits, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern("^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$")]
    public string Name { get; set; } = "";

    /// <summary>Address of the cluster's web console.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public Uri? Url { get; set; }

    /// <summary>Exact name or id of the deployment space.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Space { get; set; } = "";

    /// <summary>The Git branch that belongs to it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Branch { get; set; }

    /// <summary>The environment that promotions come from; none for the first one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Predecessor { get; set; }

    /// <summary>A production environment: promotions into it ask, need a smoke score, and refuse sessions that skip certificate checks.</summary>
    [Parameter]
    public SwitchParameter Production { get; set; }

    /// <summary>How many people other than the plan's author have to approve a plan.</summary>
    [Parameter]
    [ValidateRange(0, 20)]
    public int RequiredApprovals { get; set; }

    /// <summary>What every promotion into it has to pass, from New-MlopsGate.</summary>
    [Parameter]
    [ValidateNotNull]
    public GateDefinition[] Gate { get; set; } = [];

    /// <summary>Names of connections in the predecessor, and the name of the one that stands for each here.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable ConnectionMap { get; set; } = [];

    /// <summary>Assets as type/name, such as connection/CustomerWarehouse, each with a hashtable: JSON pointers into its definition, such as /properties/host, and the value that it has here.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable ValueMap { get; set; } = [];

    /// <summary>Times in which nothing is promoted into it, as hashtables: Name, TimeZone (IANA or Windows name, default UTC), and either From and To or Cron (five fields) and Duration.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable[] FreezeWindow { get; set; } = [];

    /// <summary>Replaces an environment of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        (string folder, string? given) = await PlacesAsync().ConfigureAwait(false);
        string path = given ?? EnvironmentFile.Locate(folder) ?? Path.Combine(folder, EnvironmentFile.FileName);
        byte[]? present = File.Exists(path) ? File.ReadAllBytes(path) : null;
        byte[] content = EnvironmentFileWriter.Put(present, path, Definition(), Force);
        if (!await ApproveAsync($"environment '{Name}' in '{path}'", present is null ? "Create the file with" : "Write", Force).ConfigureAwait(false))
            return;
        // What was saved to the file while the question waited for its answer stays.
        content = EnvironmentFileWriter.Put(File.Exists(path) ? File.ReadAllBytes(path) : null, path, Definition(), Force);
        using (var stream = new MemoryStream(content, writable: false))
            await FileWriter.WriteAsync(stream, path, cancellationToken).ConfigureAwait(false);
        await WriteAsync(EnvironmentFile.Read(content, path).Find(Name)).ConfigureAwait(false);
    }

    private MlopsEnvironment Definition() => new()
    {
        Name = Name,
        Url = Url is { IsAbsoluteUri: true } ? Url : throw new ArgumentException($"'{Url}' is no address like https://cpd.example.com."),
        Space = Space,
        Branch = Branch,
        Predecessor = Predecessor,
        Production = Production,
        RequiredApprovals = RequiredApprovals,
        Gates = Gate,
        FreezeWindows = [.. FreezeWindow.Select(EnvironmentArguments.Window)],
        Map = new EnvironmentMap(EnvironmentArguments.Names(ConnectionMap), EnvironmentArguments.Values(ValueMap)),
    };
}
