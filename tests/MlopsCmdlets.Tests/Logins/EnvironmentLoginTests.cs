using MlopsCmdlets.Cpd;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Tests.Logins;

/// <summary>Connect-Cpd -FromEnvironment, without touching the environment of this process.</summary>
public sealed class EnvironmentLoginTests
{
    private static readonly Uri Iam = new("https://cp-console.example.com");

    [Theory]
    [InlineData("CPD_PASSWORD", LoginKind.Platform, CpdAuthenticationType.Password)]
    [InlineData("CPD_PASSWORD", LoginKind.Iam, CpdAuthenticationType.Iam)]
    [InlineData("CPD_PASSWORD", LoginKind.ZenApiKey, CpdAuthenticationType.ZenApiKey)]
    [InlineData("CPD_APIKEY", LoginKind.Platform, CpdAuthenticationType.ApiKey)]
    [InlineData("CPD_APIKEY", LoginKind.ZenApiKey, CpdAuthenticationType.ZenApiKey)]
    [InlineData("CPD_PASSWORD,CPD_APIKEY", LoginKind.Platform, CpdAuthenticationType.ApiKey)]
    public void Address_user_and_secret_are_read(string secrets, LoginKind kind, CpdAuthenticationType expected)
    {
        string[] set = secrets.Split(',');

        (Uri url, CpdCredential credential) = EnvironmentLogin.Read(kind, Iam, name => name switch
        {
            "CPD_URL" => "https://cpd.example.com/zen/",
            "CPD_USERNAME" => "deployer",
            _ => set.Contains(name, StringComparer.Ordinal) ? "secret" : null,
        });

        Assert.Equal(("cpd.example.com", "deployer", expected), (url.Host, credential.UserName, credential.Type));
    }

    [Theory]
    [InlineData("CPD_URL", null, "CPD_URL is not set")]
    [InlineData("CPD_URL", "cpd", "CPD_URL is 'cpd'")]
    [InlineData("CPD_USERNAME", "", "CPD_USERNAME is not set")]
    [InlineData("CPD_PASSWORD", "", "Neither CPD_PASSWORD nor CPD_APIKEY")]
    public void What_is_missing_is_named(string variable, string? value, string words)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CPD_URL"] = "https://cpd.example.com", ["CPD_USERNAME"] = "deployer", ["CPD_PASSWORD"] = "secret", [variable] = value };

        var error = Assert.Throws<ArgumentException>(() => EnvironmentLogin.Read(LoginKind.Platform, null, name => environment.GetValueOrDefault(name)));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
