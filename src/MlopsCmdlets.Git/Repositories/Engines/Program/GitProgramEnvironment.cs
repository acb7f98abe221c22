using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>
/// Login, trust and proxy for one run of the git program, in its environment only: in no address, argument or configuration file. The login comes from a
/// credential helper, so that git gives it to the host that asks, and to no other that a redirection names; Git LFS asks the same helper.
/// </summary>
internal sealed class GitProgramEnvironment : IDisposable
{
    private const string NameVariable = "MLOPS_GIT_USER", TokenVariable = "MLOPS_GIT_TOKEN";

    // A constant text; git runs it by a shell, which takes the secret from the environment.
    private const string Helper = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$" + NameVariable + "\" \"$" + TokenVariable + "\"; }; f";

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly string? _authorities;

    public GitProgramEnvironment(string address, RemoteAccess access)
    {
        var settings = new List<(string Key, string Value)>();
        if (access.TokenFor(address) is { Length: > 0 } token && Uri.TryCreate(address, UriKind.Absolute, out Uri? url))
        {
            string origin = url.GetLeftPart(UriPartial.Authority).Replace(url.UserInfo + "@", "");
            settings.Add(($"credential.{origin}.helper", ""));
            settings.Add(($"credential.{origin}.helper", Helper));
            _variables[NameVariable] = RemoteAccess.UserName;
            _variables[TokenVariable] = token;
        }

        // As libgit2 is watched; without it a host that went down without a word would be waited for without end. Who set it otherwise keeps that.
        if (Environment.GetEnvironmentVariable("GIT_HTTP_LOW_SPEED_LIMIT") is null)
        {
            settings.Add(("http.lowSpeedLimit", "1"));
            settings.Add(("http.lowSpeedTime", Math.Max(1, (int)access.StallTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        }

        if (access.Host is { } host)
        {
            if (host.SkipCertificateCheck)
                settings.Add(($"http.{host.Url.GetLeftPart(UriPartial.Authority)}.sslVerify", "false"));
            if (host.CaCertificates.Count > 0)
                _variables["GIT_SSL_CAINFO"] = _authorities = Write(host.CaCertificates);
            if (host.Proxy is { } proxy)
            {
                _variables["https_proxy"] = _variables["http_proxy"] = WithCredential(proxy, host);
                _variables["no_proxy"] = _variables["NO_PROXY"] = ""; // it is for all, as with libgit2
            }
        }

        // Others may be there already.
        int first = int.TryParse(Environment.GetEnvironmentVariable("GIT_CONFIG_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;
        for (int i = 0; i < settings.Count; i++)
        {
            _variables[FormattableString.Invariant($"GIT_CONFIG_KEY_{first + i}")] = settings[i].Key;
            _variables[FormattableString.Invariant($"GIT_CONFIG_VALUE_{first + i}")] = settings[i].Value;
        }

        if (settings.Count > 0)
            _variables["GIT_CONFIG_COUNT"] = (first + settings.Count).ToString(CultureInfo.InvariantCulture);
    }

    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Whether a token goes with it.</summary>
    public bool HasToken => _variables.ContainsKey(TokenVariable);

    public void Dispose()
    {
        if (_authorities is not null)
            File.Delete(_authorities);
    }

    private static string Write(IEnumerable<X509Certificate2> authorities)
    {
        var text = new StringBuilder();
        foreach (X509Certificate2 authority in authorities)
            text.Append("-----BEGIN CERTIFICATE-----\n").Append(Convert.ToBase64String(authority.RawData, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "")).Append("\n-----END CERTIFICATE-----\n");
        string path = Path.Combine(Path.GetTempPath(), $"mlops-ca-{Guid.NewGuid():N}.pem");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string WithCredential(Uri proxy, Hosts.GitHostOptions host) => host.ProxyCredential is { } credential
        ? new UriBuilder(proxy) { UserName = Uri.EscapeDataString(credential.UserName), Password = Uri.EscapeDataString(credential.Password) }.Uri.AbsoluteUri
        : proxy.AbsoluteUri;
}
