using System.Text;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>How a token is sent.</summary>
internal static class AzureToken
{
    /// <summary>
    /// The Authorization header: a personal access token as Basic without a user name; the token of a pipeline run (SYSTEM_ACCESSTOKEN) or of a directory, which
    /// is a JSON web token, as bearer.
    /// </summary>
    public static string HeaderValue(string token)
    {
        var text = token.Trim();
        return IsWebToken(text) ? "Bearer " + text : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + text));
    }

    private static bool IsWebToken(string token) => token.StartsWith("eyJ", StringComparison.Ordinal) && token.Count(c => c == '.') == 2;
}
