using System.Security;

namespace MlopsCmdlets.Sandbox;

/// <summary>A user of a sandbox's Git hosts, made for this run.</summary>
public sealed class SandboxGitUser
{
    internal SandboxGitUser(string login, string name, SecureString token)
    {
        Login = login;
        Name = name;
        Token = token;
    }

    /// <summary>The name to sign in with.</summary>
    public string Login { get; }

    /// <summary>The name that people see.</summary>
    public string Name { get; }

    /// <summary>A token that is good for GitHub and Azure Repos alike.</summary>
    public SecureString Token { get; }

    /// <summary>The login.</summary>
    public override string ToString() => Login;
}
