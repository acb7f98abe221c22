using System.Security;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>
/// Host and token as build agents hand them over. Sources: https://docs.github.com/en/actions/security-for-github-actions/security-guides/automatic-token-authentication
/// and https://learn.microsoft.com/azure/devops/pipelines/process/access-tokens.
/// </summary>
internal sealed record PipelineLogin(GitHostKind Kind, Uri Url, SecureString Token)
{
    /// <summary>Who such a token works as, where the host does not tell.</summary>
    public HostUser User => Kind == GitHostKind.GitHub ? new HostUser("", "github-actions[bot]") { DisplayName = "GitHub Actions" } : new HostUser("", "build service");

    /// <summary>What such a token cannot do, one sentence each.</summary>
    public IReadOnlyList<string> Lacks => Kind == GitHostKind.GitHub
        ?
        [
            "GITHUB_TOKEN has no administration rights: Protect-MlopsBranch and New-MlopsRepository need the token of a person or an app.",
            "GITHUB_TOKEN reaches the workflow's own repository only, and there only what 'permissions' of the job lists: contents, pull-requests and statuses as write.",
            "GITHUB_TOKEN opens pull requests only where the repository's settings allow it to Actions, and its approval does not count as a person's.",
            "What GITHUB_TOKEN pushes or merges starts no further workflow.",
        ]
        :
        [
            "SYSTEM_ACCESSTOKEN cannot edit policies or permissions unless the build service is allowed to: Protect-MlopsBranch needs 'Edit policies' and 'Manage permissions'.",
            "SYSTEM_ACCESSTOKEN pushes, opens and merges only where the build service has 'Contribute' and 'Contribute to pull requests' on the repository.",
            "SYSTEM_ACCESSTOKEN reaches other projects only where 'Limit job authorization scope' is off.",
        ];

    /// <summary>Reads GITHUB_TOKEN or SYSTEM_ACCESSTOKEN with the addresses beside them.</summary>
    /// <param name="kind">-Kind; null takes that of the agent.</param>
    /// <param name="url">-Url; null takes that of the agent.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <exception cref="ArgumentException">A variable is missing; the message names it.</exception>
    public static PipelineLogin Read(GitHostKind? kind, Uri? url, Func<string, string?> environment)
    {
        bool Has(string name) => !string.IsNullOrEmpty(environment(name));
        GitHostKind chosen = kind ?? (Has("SYSTEM_COLLECTIONURI") || Has("SYSTEM_ACCESSTOKEN")
            ? Has("GITHUB_TOKEN") && !Has("TF_BUILD") ? GitHostKind.GitHub : GitHostKind.AzureRepos
            : GitHostKind.GitHub);
        (string token, string hint, string[] addresses) = chosen == GitHostKind.GitHub
            ? ("GITHUB_TOKEN", "give it to the step: env: GITHUB_TOKEN: ${{ github.token }}", new[] { "GITHUB_SERVER_URL", "GITHUB_API_URL" })
            : ("SYSTEM_ACCESSTOKEN", "give it to the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)", new[] { "SYSTEM_COLLECTIONURI" });
        if (!Has(token))
            throw new ArgumentException($"The environment variable {token} is not set; {hint}.");
        string? address = url?.OriginalString ?? addresses.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? (chosen == GitHostKind.GitHub ? "https://github.com" : null);
        if (address is null)
            throw new ArgumentException("The environment variable SYSTEM_COLLECTIONURI is not set; give the organisation's address with -Url.");
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? host)
            ? new PipelineLogin(chosen, host, Login.Secure(environment(token)!))
            : throw new ArgumentException($"'{address}' of the environment is no address.");
    }
}
