using System.Globalization;
using System.Text;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>The access control lists of the namespace for Git repositories: explicit permissions per token and identity.</summary>
internal sealed class AccessControl
{
    /// <summary>The namespace for Git repositories.</summary>
    public const string GitRepositories = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";

    public const int Read = 2;
    public const int Contribute = 4;
    public const int ForcePush = 8;
    public const int CreateBranch = 16;
    public const int PolicyExempt = 128;
    public const int PullRequestContribute = 16384;
    public const int PullRequestBypassPolicy = 32768;

    /// <summary>Entries by token, then by descriptor.</summary>
    public SortedDictionary<string, Dictionary<string, (int Allow, int Deny)>> Lists { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tokens that inherit nothing.</summary>
    public HashSet<string> Closed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the lists say of a permission, the nearest token first; null when they say nothing. Where nothing is inherited, what is not allowed is denied.</summary>
    public bool? Says(GitUser user, AzureRepository repository, string? branch, int bit)
    {
        foreach (var token in Tokens(repository, branch))
        {
            if (Lists.TryGetValue(token, out var list))
            {
                var entries = Descriptors(user, repository).Where(list.ContainsKey).Select(d => list[d]).ToList();
                if (entries.Any(e => (e.Deny & bit) != 0)) return false;
                if (entries.Any(e => (e.Allow & bit) != 0)) return true;
            }

            if (Closed.Contains(token)) return false;
        }

        return null;
    }

    /// <summary>The token of a branch: each part of its name in hexadecimal UTF-16.</summary>
    public static string BranchToken(AzureRepository repository, string branch) =>
        $"{RepositoryToken(repository)}/refs/heads/{string.Join('/', branch.Split('/').Select(p => Convert.ToHexStringLower(Encoding.Unicode.GetBytes(p))))}";

    public static string GroupDescriptor(GitTeam team) => string.Create(CultureInfo.InvariantCulture, $"Microsoft.TeamFoundation.Identity;S-1-9-1551374245-{team.Id}");

    private static string RepositoryToken(AzureRepository repository) => $"repoV2/{repository.Project.Id}/{repository.Guid}";

    private static IEnumerable<string> Tokens(AzureRepository repository, string? branch)
    {
        if (branch is not null)
        {
            // A folder of branches has a list of its own.
            for (var token = BranchToken(repository, branch); token.EndsWith("/refs/heads", StringComparison.Ordinal) is false; token = token[..token.LastIndexOf('/')]) yield return token;
            yield return RepositoryToken(repository) + "/refs/heads";
        }

        yield return RepositoryToken(repository);
        yield return $"repoV2/{repository.Project.Id}";
        yield return "repoV2";
    }

    private static IEnumerable<string> Descriptors(GitUser user, AzureRepository repository) =>
        repository.Project.Organization.Teams.Where(t => t.Members.Contains(user)).Select(GroupDescriptor).Prepend(user.Descriptor);
}
