using System.Management.Automation;
using System.Security;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Session;

/// <summary>Makes the client's credential from what a user gives.</summary>
internal static class Login
{
    public static CpdCredential Of(PSCredential credential, LoginKind kind, Uri? iamUrl) => kind switch
    {
        LoginKind.ZenApiKey => CpdCredential.FromZenApiKey(credential.UserName, credential.Password),
        LoginKind.Iam => CpdCredential.FromIam(
            credential.UserName,
            credential.Password,
            iamUrl ?? throw new ArgumentException("-AuthenticationType Iam needs -IamUrl, the address of the identity service.")),
        _ => CpdCredential.FromPassword(credential.UserName, credential.Password),
    };

    /// <summary>With an API key; the platform takes it on clusters with IAM integration too.</summary>
    public static CpdCredential Of(string userName, SecureString apiKey, LoginKind kind) =>
        kind == LoginKind.ZenApiKey ? CpdCredential.FromZenApiKey(userName, apiKey) : CpdCredential.FromApiKey(userName, apiKey);

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char c in text)
            secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }
}
