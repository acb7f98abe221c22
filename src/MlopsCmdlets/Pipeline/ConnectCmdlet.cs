using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Sandbox;

namespace MlopsCmdlets.Pipeline;

/// <summary>A cmdlet that makes a connection: how the server is reached and trusted, and what the connection is called.</summary>
public abstract class ConnectCmdlet : MlopsCmdlet
{
    /// <summary>The HTTP proxy; the system's setting if not given.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Certificate authorities to trust for this connection: a PEM or DER file, PEM text, or a certificate.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CertificateReference[]? CaCertificate { get; set; }

    /// <summary>Accepts any certificate: whoever is in between can read and change everything. For tests only; a warning is shown.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Name of the connection; the host's name if not given. One of the same name is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The longest time for one call with all its repetitions, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>A script that caught nothing would go on with the session that was current before.</summary>
    private protected override bool EndsWithFailure => !MyInvocation.ExpectingInput;

    /// <summary>The authorities of -CaCertificate, else that of a sandbox.</summary>
    private protected IReadOnlyList<X509Certificate2> Authorities(MlopsSandbox? sandbox) => CaCertificate is not null
        ? [.. CaCertificate.SelectMany(c => c.Read(GetUnresolvedProviderPathFromPSPath))]
        : sandbox is { CaCertificate.Length: > 0 } ? CertificateText.Parse(sandbox.CaCertificate, "the sandbox's announcement") : [];

    /// <summary>Says what makes the connection unsafe.</summary>
    private protected async Task WarnOfAsync(Uri url)
    {
        if (SkipCertificateCheck)
            await WarnAsync($"The certificate of {url.Host} is not checked: whoever is in between can read and change everything. Use -CaCertificate instead.").ConfigureAwait(false);
        if (string.Equals(url.Scheme, "http", StringComparison.OrdinalIgnoreCase))
            await WarnAsync($"The connection to {url.Host} is not encrypted: passwords and tokens travel in clear text.").ConfigureAwait(false);
    }
}
