using System.Security;

namespace MlopsCmdlets.Cpd;

/// <summary>What to log in with. The secret is copied, held in memory only and overwritten on <see cref="Dispose"/>.</summary>
public sealed class CpdCredential : IDisposable
{
    private CpdCredential(CpdAuthenticationType type, string? userName, CpdSecret secret, Uri? iamUrl = null)
    {
        Type = type;
        UserName = userName;
        Secret = secret;
        IamUrl = iamUrl;
    }

    public CpdAuthenticationType Type { get; }

    /// <summary>Null for a bearer token.</summary>
    public string? UserName { get; }

    /// <summary>The identity service of a cluster with IAM integration, else null.</summary>
    public Uri? IamUrl { get; }

    internal CpdSecret Secret { get; }

    public static CpdCredential FromPassword(string userName, SecureString password) =>
        new(CpdAuthenticationType.Password, Required(userName), Required(new CpdSecret(password), "password"));

    public static CpdCredential FromApiKey(string userName, SecureString apiKey) =>
        new(CpdAuthenticationType.ApiKey, Required(userName), Required(new CpdSecret(apiKey), "API key"));

    public static CpdCredential FromZenApiKey(string userName, SecureString apiKey) =>
        new(CpdAuthenticationType.ZenApiKey, Required(userName), Required(new CpdSecret(apiKey), "API key"));

    public static CpdCredential FromBearerToken(SecureString token) =>
        new(CpdAuthenticationType.BearerToken, null, Required(new CpdSecret(token), "token"));

    /// <param name="iamUrl">The console of the identity service: <c>https://cp-console.…</c>, from 4.7 <c>https://cp-console-NAMESPACE.…</c>.</param>
    public static CpdCredential FromIam(string userName, SecureString password, Uri iamUrl) =>
        new(CpdAuthenticationType.Iam, Required(userName), Required(new CpdSecret(password), "password"), iamUrl);

    public void Dispose() => Secret.Dispose();

    public override string ToString() => UserName is null ? $"{Type}" : $"{Type} of {UserName}";

    private static string Required(string userName) =>
        string.IsNullOrWhiteSpace(userName) ? throw new ArgumentException("Give a user name.", nameof(userName)) : userName;

    private static CpdSecret Required(CpdSecret secret, string what) =>
        secret.IsEmpty ? throw new ArgumentException($"The {what} is empty.", nameof(secret)) : secret;
}
