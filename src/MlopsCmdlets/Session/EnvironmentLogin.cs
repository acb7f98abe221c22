using System.Management.Automation;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Session;

/// <summary>Address and login from environment variables, as pipelines hand them over.</summary>
internal static class EnvironmentLogin
{
    /// <exception cref="ArgumentException">A variable is missing; the message names it.</exception>
    public static (Uri Url, CpdCredential Credential) Read(LoginKind kind, Uri? iamUrl, Func<string, string?> environment)
    {
        string url = Required("CPD_URL", environment);
        string user = Required("CPD_USERNAME", environment);
        string? password = environment("CPD_PASSWORD");
        string? key = environment("CPD_APIKEY");
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address))
            throw new ArgumentException($"The environment variable CPD_URL is '{url}', which is not an address; give it as https://host.");
        return string.IsNullOrEmpty(key)
            ? string.IsNullOrEmpty(password)
                ? throw new ArgumentException("Neither CPD_PASSWORD nor CPD_APIKEY is set in the environment.")
                : (address, Login.Of(new PSCredential(user, Login.Secure(password!)), kind, iamUrl))
            : (address, Login.Of(user, Login.Secure(key!), kind));
    }

    private static string Required(string name, Func<string, string?> environment) =>
        environment(name) is { Length: > 0 } value ? value : throw new ArgumentException($"The environment variable {name} is not set.");
}
