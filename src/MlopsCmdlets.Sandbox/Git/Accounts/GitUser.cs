using System.Globalization;

namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>A person or a service that uses the Git hosts.</summary>
internal sealed class GitUser(long id, string login, string name, bool isSiteAdministrator = false, bool isBot = false) : GitOwner(id, login, name)
{
    public string Email => $"{Login}@example.invalid";

    public bool IsSiteAdministrator => isSiteAdministrator;

    /// <summary>Whether it is an app, not an account: nobody signs in with it.</summary>
    public bool IsBot => isBot;

    /// <summary>The identity's id on Azure.</summary>
    public string Guid { get; } = string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-0000-4000-8000-{id:x12}");

    /// <summary>The identity's descriptor on Azure, as access control lists name it.</summary>
    public string Descriptor => $"Microsoft.IdentityModel.Claims.ClaimsIdentity;0b5e7a11-aaaa-4000-8000-000000000000\\{Email}";

    /// <summary>The signature of commits that a host makes in the user's name.</summary>
    public Storage.GitSignature Sign(DateTimeOffset now) => new(Name, Email, now);
}
