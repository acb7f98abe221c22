namespace MlopsCmdlets.Sandbox.Git.Accounts;

/// <summary>Who repositories belong to: a user or an organisation.</summary>
internal abstract class GitOwner(long id, string login, string name)
{
    public long Id => id;

    public string Login => login;

    public string Name => name;
}
