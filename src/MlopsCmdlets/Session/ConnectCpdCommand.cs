using System.Management.Automation;
using System.Security;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Sandbox;

namespace MlopsCmdlets.Session;

/// <summary>Connects to a Cloud Pak for Data cluster.</summary>
/// <remarks>
/// <para>Logs in once and makes the session the current one of this PowerShell session. It renews its token by itself, before it expires and once
/// when the server refuses it. Several sessions can be open at the same time: give them names, and pass them with -Session.</para>
/// <para>Secrets stay in memory and appear in no output, error or log. The server's certificate is verified; give the authority of a private
/// one with -CaCertificate.</para>
/// </remarks>
/// <example>
///   <summary>Connect with user name and password</summary>
///   <code>PS&gt; Connect-Cpd -Url https://cpd.example.com -Credential (Get-Credential) -CaCertificate ./cluster-ca.pem</code>
///   <para>The password is sent to the cluster's own login; -AuthenticationType Iam uses the identity service of an integrated cluster.</para>
/// </example>
/// <example>
///   <summary>Connect in a pipeline, from environment variables</summary>
///   <code>PS&gt; Connect-Cpd -FromEnvironment</code>
///   <para>Reads CPD_URL, CPD_USERNAME and CPD_PASSWORD or CPD_APIKEY.</para>
/// </example>
/// <example>
///   <summary>Two clusters at once, secrets from a vault</summary>
///   <code>PS&gt; $uat = Connect-Cpd -Url https://cpd-uat.example.com -UserName deployer -SecretName cpd-uat -Name uat -PassThru
/// PS&gt; $prd = Connect-Cpd -Url https://cpd.example.com -UserName deployer -SecretName cpd-prd -Name prd -PassThru</code>
///   <para>Reads the secrets with Get-Secret of SecretManagement: a credential, or an API key as text or SecureString.</para>
/// </example>
/// <example>
///   <summary>Connect to a sandbox</summary>
///   <code>PS&gt; Start-MlopsSandbox -Seed churn | Connect-Cpd</code>
///   <para>Takes address, credential and certificate authority from the sandbox. -UserName lead connects as one of the seed's team.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "Cpd", DefaultParameterSetName = ByCredential)]
[OutputType(typeof(CpdSession))]
public sealed class ConnectCpdCommand : ConnectCmdlet
{
    private const string ByCredential = "Credential";
    private const string ByApiKey = "ApiKey";
    private const string ByToken = "Token";
    private const string ByEnvironment = "Environment";
    private const string BySecret = "Secret";
    private const string BySandbox = "Sandbox";

    /// <summary>Address of the cluster, as the web console has it; a path in it is ignored.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByCredential)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByApiKey)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByToken)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySecret)]
    [ValidateNotNull]
    public Uri? Url { get; set; }

    /// <summary>User name and password; with -AuthenticationType ZenApiKey the password is the API key.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByCredential)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The user that the API key or the secret belongs to. A secret that is a whole credential brings its own. Of a sandbox: one of its team, instead of the administrator.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByApiKey)]
    [Parameter(ParameterSetName = BySecret)]
    [Parameter(ParameterSetName = BySandbox)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The user's API key of the platform.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByApiKey)]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>A bearer token that was made elsewhere. The session ends with it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByToken)]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Reads CPD_URL, CPD_USERNAME, and CPD_PASSWORD or CPD_APIKEY from the environment.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByEnvironment)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>Name of a secret in a vault of SecretManagement: a credential, or an API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySecret)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that holds the secret; all registered vaults if not given.</summary>
    [Parameter(ParameterSetName = BySecret)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>A sandbox from Start-MlopsSandbox.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BySandbox)]
    [ValidateNotNull]
    public MlopsSandbox? InputObject { get; set; }

    /// <summary>Where to log in: at the platform itself, with an API key in each call (ZenApiKey), or at the identity service of an integrated cluster (Iam).</summary>
    [Parameter]
    public LoginKind AuthenticationType { get; set; }

    /// <summary>Address of the identity service for -AuthenticationType Iam, such as https://cp-console-namespace.apps.example.com.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? IamUrl { get; set; }

    /// <summary>How long a transfer may stand still before it is given up and tried again, in seconds. Give more where network or storage are slow.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int StallTimeoutSec { get; set; } = 60;

    private protected override object? ErrorTarget => Url ?? InputObject?.Url;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        RunspaceState state = await AskAsync(RunspaceState.OfCurrent).ConfigureAwait(false);
        CpdConnectOptions options = await AskAsync(Options).ConfigureAwait(false);
        await WarnOfAsync(options.Url).ConfigureAwait(false);
        CpdSession session = await CpdSession.ConnectAsync(options with { Trace = RequestTrace }, cancellationToken).ConfigureAwait(false);
        state.Sessions.Add(session)?.Dispose();
        if (PassThru)
            await WriteAsync(session).ConfigureAwait(false);
    }

    private CpdConnectOptions Options()
    {
        (Uri url, CpdCredential credential) = ParameterSetName switch
        {
            ByCredential => (Url!, Login.Of(Credential!, AuthenticationType, IamUrl)),
            ByApiKey => (Url!, Login.Of(UserName!, ApiKey!, AuthenticationType)),
            ByToken => (Url!, CpdCredential.FromBearerToken(Token!)),
            BySecret => (Url!, new VaultSecret(InvokeCommand).Read(SecretName!, VaultName, UserName, AuthenticationType, IamUrl)),
            BySandbox => (InputObject!.Url, Login.Of(InputObject.CredentialOf(UserName), AuthenticationType, IamUrl)),
            _ => EnvironmentLogin.Read(AuthenticationType, IamUrl, Environment.GetEnvironmentVariable),
        };
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http"))
            throw new ArgumentException($"'{url}' is not an address of a cluster; give it as https://host.");
        return new CpdConnectOptions
        {
            Url = url,
            Credential = credential,
            Name = Name,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            CaCertificates = Authorities(InputObject),
            SkipCertificateCheck = SkipCertificateCheck,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            StallTimeout = TimeSpan.FromSeconds(StallTimeoutSec),
        };
    }
}
