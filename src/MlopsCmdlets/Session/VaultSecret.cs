using System.Collections;
using System.Management.Automation;
using System.Security;
using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Session;

/// <summary>Reads a login from a vault through the SecretManagement module, which need not be installed otherwise.</summary>
internal sealed class VaultSecret(CommandInvocationIntrinsics invoke)
{
    /// <exception cref="ArgumentException">SecretManagement is missing, or the secret is of no use.</exception>
    public CpdCredential Read(string name, string? vault, string? userName, LoginKind kind, Uri? iamUrl) => Get(name, vault) switch
    {
        PSCredential credential => Login.Of(userName is null ? credential : new PSCredential(userName, credential.Password), kind, iamUrl),
        SecureString key => Login.Of(User(userName, name), key, kind),
        string key => Login.Of(User(userName, name), Login.Secure(key), kind),
        null => throw Missing(name, vault),
        var secret => throw new ArgumentException($"The secret '{name}' is a {secret.GetType().Name}; a credential, or an API key as text or SecureString, is expected."),
    };

    /// <summary>A secret that is a token: text, a SecureString, or the password of a credential.</summary>
    /// <exception cref="ArgumentException">SecretManagement is missing, or the secret is of no use.</exception>
    public SecureString ReadToken(string name, string? vault) => Get(name, vault) switch
    {
        PSCredential credential => credential.Password,
        SecureString token => token,
        string token => Login.Secure(token),
        null => throw Missing(name, vault),
        var secret => throw new ArgumentException($"The secret '{name}' is a {secret.GetType().Name}; a token as text or SecureString, or a credential with the token as password, is expected."),
    };

    private object? Get(string name, string? vault)
    {
        if (invoke.GetCommand("Get-Secret", CommandTypes.All) is null)
            throw new ArgumentException("-SecretName needs the module Microsoft.PowerShell.SecretManagement: Install-Module Microsoft.PowerShell.SecretManagement.");
        var parameters = new Hashtable { ["Name"] = name, ["ErrorAction"] = "Stop" };
        if (vault is not null)
            parameters["Vault"] = vault;
        return invoke.InvokeScript("param($p) Get-Secret @p", useNewScope: true, System.Management.Automation.Runspaces.PipelineResultTypes.None, input: null, parameters)
            .FirstOrDefault()?.BaseObject;
    }

    private static ArgumentException Missing(string name, string? vault) =>
        new($"There is no secret '{name}' in {(vault is null ? "the registered vaults" : $"the vault '{vault}'")}.");

    private static string User(string? userName, string secretName) =>
        userName ?? throw new ArgumentException($"The secret '{secretName}' is an API key: give its user with -UserName.");
}
