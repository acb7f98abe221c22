using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>What callers ask of a failure.</summary>
internal static class AzureFailureExtensions
{
    /// <summary>Whether Azure DevOps names this kind of error (its <c>typeKey</c>), or any kind with this part in its name.</summary>
    public static bool IsKind(this GitHostException failure, string part) =>
        failure.InnerException is ApiStatusException e && AzureFailures.Body(e).TypeKey?.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
