using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A review of a pull request.</summary>
internal sealed class Review(long id, GitUser user, string commit)
{
    public const string Approved = "APPROVED";
    public const string ChangesRequested = "CHANGES_REQUESTED";
    public const string Commented = "COMMENTED";
    public const string Pending = "PENDING";
    public const string Dismissed = "DISMISSED";

    public long Id => id;

    public GitUser User => user;

    /// <summary>The head when it was written.</summary>
    public string Commit => commit;

    public required string State { get; set; }

    public string Body { get; set; } = "";

    public DateTimeOffset? SubmittedAt { get; set; }
}
