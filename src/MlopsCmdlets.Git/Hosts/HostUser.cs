namespace MlopsCmdlets.Git.Hosts;

/// <summary>A user of the host.</summary>
/// <param name="Id">The host's own id.</param>
/// <param name="Login">The name that they sign in with; GitHub compares it without regard to case.</param>
public sealed record HostUser(string Id, string Login)
{
    /// <summary>The name that people see.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The login.</summary>
    public override string ToString() => Login;
}
