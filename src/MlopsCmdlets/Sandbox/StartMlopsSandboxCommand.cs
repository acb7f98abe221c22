using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Sandbox;

/// <summary>Starts a local Cloud Pak for Data for rehearsals, tests and demonstrations.</summary>
/// <remarks>
/// <para>The sandbox is a program of its own that imitates the REST API of Cloud Pak for Data on this machine: logins, spaces, projects, assets,
/// exports and imports, deployments, and real scoring of PMML models. It keeps its state in memory and ends with this PowerShell process.</para>
/// <para>Where the git program is installed, the sandbox is a Git host too: GitHub at GitHubUrl and Azure Repos at AzureReposUrl of the object, for the
/// users in GitUsers. The seed churn adds the model's source, churn-upstream/mlops-churn-prediction, to fork.</para>
/// <para>The program is looked for in a clone of the sources around the module, then as the dotnet tool mlops-sandbox.</para>
/// </remarks>
/// <example>
///   <summary>Rehearse against the churn example</summary>
///   <code>PS&gt; Start-MlopsSandbox -Seed churn | Connect-Cpd</code>
///   <para>Starts a sandbox with a project, two deployment spaces, a data asset and a model, and connects to it.</para>
/// </example>
/// <example>
///   <summary>Imitate an older release and train on a file of your own</summary>
///   <code>PS&gt; $sandbox = Start-MlopsSandbox -Release 4.0 -Seed churn -ChurnData ./customer_churn.csv</code>
///   <para>The model is trained on the file before the sandbox is ready.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "MlopsSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MlopsSandbox))]
public sealed class StartMlopsSandboxCommand : MlopsCmdlet
{
    private const int TrainingSeconds = 120;

    /// <summary>What the sandbox holds at the start: churn, or nothing.</summary>
    [Parameter(Position = 0)]
    [ValidateSet("churn", "none")]
    public string Seed { get; set; } = "none";

    /// <summary>A CSV file of the churn data set's 17 columns; the model of the seed is trained on it instead of taken as shipped. Empty: as shipped.</summary>
    [Parameter]
    public string? ChurnData { get; set; }

    /// <summary>The release of Cloud Pak for Data to imitate.</summary>
    [Parameter]
    [ValidateSet("4.0", "4.8", "5.3")]
    public string Release { get; set; } = "4.8";

    /// <summary>Name of the administrator.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string UserName { get; set; } = "admin";

    /// <summary>The administrator's password; a random one if it is empty or not given.</summary>
    [Parameter]
    public SecureString? Password { get; set; }

    /// <summary>TCP port on the loopback interface; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The sandbox program or its .dll, where it is neither in a clone nor a dotnet tool.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProgramPath { get; set; }

    /// <summary>Further arguments of the sandbox program, as they are.</summary>
    [Parameter]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>Seconds to wait for it to be ready. Default: 30, or 120 when it has a model to train.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    private protected override object? ErrorTarget => ProgramPath ?? "mlops-sandbox";

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        string? data = string.IsNullOrEmpty(ChurnData) ? null : GetUnresolvedProviderPathFromPSPath(ChurnData);
        SandboxProgram program = SandboxProgram.Find(MyInvocation.MyCommand.Module?.ModuleBase, ProgramPath is null ? null : GetUnresolvedProviderPathFromPSPath(ProgramPath));
        if (!await ApproveAsync($"release {Release}, seed {Seed}", "Start a sandbox").ConfigureAwait(false))
            return;
        RunspaceState state = await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false);
        PSCredential credential = new(UserName, Password is { Length: > 0 } ? Password : RandomPassword());
        TimeSpan timeout = TimeSpan.FromSeconds(data is not null && !MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec)) ? TrainingSeconds : TimeoutSec);

        SandboxProcess process = SandboxProcess.Start(program, Arguments(data), credential.GetNetworkCredential().Password);
        try
        {
            await ProgressAsync("Starting the sandbox", program.FileName).ConfigureAwait(false);
            SandboxAnnouncement announcement = await process.ReadyAsync(timeout, Clock, cancellationToken).ConfigureAwait(false);
            var sandbox = new MlopsSandbox(process, announcement, credential);
            state.Sandboxes.Add(sandbox);
            await EndProgressAsync().ConfigureAwait(false);
            foreach (string notice in announcement.Notices)
                await TellAsync(notice).ConfigureAwait(false);
            await WriteAsync(sandbox).ConfigureAwait(false);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private IEnumerable<string> Arguments(string? data)
    {
        yield return "--urls";
        yield return FormattableString.Invariant($"https://127.0.0.1:{Port}");
        yield return "--user";
        yield return UserName;
        yield return "--release";
        yield return Release;
        yield return "--output";
        yield return "json";
        yield return "--parent-pid";
        yield return System.Diagnostics.Process.GetCurrentProcess().Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!string.Equals(Seed, "none", StringComparison.OrdinalIgnoreCase))
        {
            yield return "--seed";
            yield return Seed.ToLowerInvariant();
        }

        if (data is not null)
        {
            yield return "--churn-data";
            yield return data;
        }

        foreach (string argument in ArgumentList)
            yield return argument;
    }

    private static SecureString RandomPassword()
    {
        byte[] bytes = new byte[18];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(bytes);
        var password = new SecureString();
        foreach (char c in Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'))
            password.AppendChar(c);
        password.MakeReadOnly();
        return password;
    }
}
