namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>An identity in another document; in a pull request's reviewers with their vote.</summary>
internal sealed record AzureIdentityRef
{
    public string? Id { get; init; }

    public string? UniqueName { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>10 approved, 5 with suggestions, 0 none, -5 waits for the author, -10 rejected.</summary>
    public int? Vote { get; init; }

    public bool? IsRequired { get; init; }

    /// <summary>A group: it takes the vote of a member.</summary>
    public bool? IsContainer { get; init; }

    public HostUser ToUser() => new(Id ?? "", UniqueName ?? DisplayName ?? "") { DisplayName = DisplayName };
}
