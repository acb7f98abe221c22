using System.Management.Automation;
using System.Security;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Sandbox;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>Connects to GitHub, GitHub Enterprise or Azure Repos as one user.</summary>
/// <remarks>
/// <para>The token is tried at once. Several hosts, and several users of one host, can be connected at the same time: give them names, and pass them with
/// -GitHost. Cmdlets that get none take the one connected last that the repository belongs to.</para>
/// <para>A token of GitHub needs the scope repo, for teams read:org too; a fine-grained one needs contents, pull requests, commit statuses and administration of the
/// repository. A token of Azure DevOps needs Code (full) and Code (status); to restrict pushes also Security (manage).</para>
/// <para>The token stays in memory, is sent in a header only, and appears in no output, error, address or configuration.</para>
/// </remarks>
/// <example>
///   <summary>GitHub, token typed</summary>
///   <code>PS&gt; Connect-MlopsGitHost -Kind GitHub -Token (Read-Host -AsSecureString)</code>
///   <para>Connects to github.com. -Url https://github.example.com is for GitHub Enterprise.</para>
/// </example>
/// <example>
///   <summary>Azure Repos, token from a vault</summary>
///   <code>PS&gt; Connect-MlopsGitHost -Kind AzureRepos -Url https://dev.azure.com/churn-team -SecretName azure-repos -PassThru</code>
///   <para>Reads the secret with Get-Secret of SecretManagement.</para>
/// </example>
/// <example>
///   <summary>In a pipeline</summary>
///   <code>PS&gt; (Connect-MlopsGitHost -FromPipeline -PassThru).Lacks</code>
///   <para>Reads GITHUB_TOKEN or SYSTEM_ACCESSTOKEN and the address beside it, and says what such a token cannot do.</para>
/// </example>
/// <example>
///   <summary>Two users of a sandbox</summary>
///   <code>PS&gt; $sandbox | Connect-MlopsGitHost -UserName datascientist -Name scientist; $sandbox | Connect-MlopsGitHost -UserName lead -Name lead</code>
///   <para>What follows is done as the lead; -GitHost scientist does it as the data scientist.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "MlopsGitHost", DefaultParameterSetName = ByToken)]
[OutputType(typeof(MlopsGitHost))]
public sealed class ConnectMlopsGitHostCommand : ConnectCmdlet
{
    private const string ByToken = "Token";
    private const string BySecret = "Secret";
    private const string ByPipeline = "Pipeline";
    private const string BySandbox = "Sandbox";

    // As a number: for a field of another library's enumeration, the import of the module would have to load that library.
    private int? _kind;

    /// <summary>Which product: GitHub (also Enterprise), or AzureRepos. Of a pipeline: that of its agent if not given; of a sandbox: GitHub.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByToken)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySecret)]
    [Parameter(ParameterSetName = ByPipeline)]
    [Parameter(ParameterSetName = BySandbox)]
    public GitHostKind Kind
    {
        get => (GitHostKind)(_kind ?? 0);
        set => _kind = (int)value;
    }

    /// <summary>Address of the host: https://github.com if not given, https://HOST of GitHub Enterprise, https://dev.azure.com/ORGANISATION, or the collection of a server.</summary>
    [Parameter(Position = 1, ParameterSetName = ByToken)]
    [Parameter(Position = 1, ParameterSetName = BySecret)]
    [Parameter(ParameterSetName = ByPipeline)]
    [ValidateNotNull]
    public Uri? Url { get; set; }

    /// <summary>The personal access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByToken)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Name of a secret in a vault of SecretManagement: the token as text or SecureString, or a credential whose password it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySecret)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that holds the secret; all registered vaults if not given.</summary>
    [Parameter(ParameterSetName = BySecret)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>Reads GITHUB_TOKEN with GITHUB_SERVER_URL or GITHUB_API_URL, or SYSTEM_ACCESSTOKEN with SYSTEM_COLLECTIONURI, and says what such a token cannot do.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPipeline)]
    public SwitchParameter FromPipeline { get; set; }

    /// <summary>A sandbox from Start-MlopsSandbox.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BySandbox)]
    [ValidateNotNull]
    public MlopsSandbox? InputObject { get; set; }

    /// <summary>The user of the sandbox to connect as, for example datascientist or lead; its administrator if not given.</summary>
    [Parameter(ParameterSetName = BySandbox)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    private protected override object? ErrorTarget => Url ?? InputObject?.Url;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        RunspaceState state = await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false);
        PipelineLogin? pipeline = FromPipeline ? PipelineLogin.Read((GitHostKind?)_kind, Url, Environment.GetEnvironmentVariable) : null;
        GitHostAccess access = await AskAsync(() => Access(pipeline)).ConfigureAwait(false);
        await WarnOfAsync(access.Url).ConfigureAwait(false);
        IGitHost host = access.Open();
        host.TraceTo(RequestTrace);
        MlopsGitHost connection;
        try
        {
            HostUser user = await UserAsync(host, pipeline, cancellationToken).ConfigureAwait(false);
            connection = new MlopsGitHost(Name ?? access.DefaultName, host, access, user) { Lacks = pipeline?.Lacks ?? [] };
        }
        catch
        {
            host.Dispose();
            access.Dispose();
            throw;
        }

        state.GitHosts.Add(connection)?.Dispose();
        foreach (string lack in connection.Lacks)
            await TellAsync(lack).ConfigureAwait(false);
        if (PassThru)
            await WriteAsync(connection).ConfigureAwait(false);
    }

    /// <summary>Tries the token. That of a workflow on GitHub may do much, but not ask who it is.</summary>
    private static async Task<HostUser> UserAsync(IGitHost host, PipelineLogin? pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await host.GetMeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (pipeline is not null && failure is GitHostScopeException or GitHostAccessDeniedException)
        {
            return pipeline!.User;
        }
    }

    private GitHostAccess Access(PipelineLogin? pipeline)
    {
        (GitHostKind kind, Uri url, SecureString token) = ParameterSetName switch
        {
            ByPipeline => (pipeline!.Kind, pipeline.Url, pipeline.Token),
            BySandbox => (Kind, SandboxUrl(), SandboxToken()),
            BySecret => (Kind, GivenUrl(), new VaultSecret(InvokeCommand).ReadToken(SecretName!, VaultName)),
            _ => (Kind, GivenUrl(), Token!),
        };
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http"))
            throw new ArgumentException($"'{url}' is not an address of a Git host; give it as https://host.");
        if (url.UserInfo.Length > 0)
            throw new ArgumentException("The address holds a user name or token; give the token with -Token.");
        return new GitHostAccess(kind, url, token.Copy())
        {
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            CaCertificates = Authorities(InputObject),
            SkipCertificateCheck = SkipCertificateCheck,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
    }

    private Uri GivenUrl() => Url ?? (Kind == GitHostKind.GitHub
        ? new Uri("https://github.com")
        : throw new ArgumentException("-Kind AzureRepos needs -Url, the address of the organisation: https://dev.azure.com/ORGANISATION."));

    private Uri SandboxUrl() => (Kind == GitHostKind.GitHub ? InputObject!.GitHubUrl : InputObject!.AzureReposUrl)
        ?? throw new ArgumentException("The sandbox is no Git host: there is no git program on this machine.");

    private SecureString SandboxToken()
    {
        string name = UserName ?? InputObject!.UserName;
        return InputObject!.GitUsers.FirstOrDefault(user => user.Login.Equals(name, StringComparison.OrdinalIgnoreCase))?.Token
            ?? throw new ArgumentException($"The sandbox has no user '{name}'. It has {string.Join(", ", InputObject.GitUsers)}.");
    }
}
