namespace MlopsCmdlets.Errors;

/// <summary>No session of this PowerShell session reaches the cluster of an environment. Nobody is asked for a password.</summary>
public sealed class NoSessionForEnvironmentException(string message) : Exception(message)
{
    internal static NoSessionForEnvironmentException None(string environment, Uri url) =>
        new($"There is no session for environment '{environment}': none is connected to {Origin(url)}.");

    internal static NoSessionForEnvironmentException Other(string environment, Uri url, string session, Uri connected) =>
        new($"Session '{session}' is connected to {Origin(connected)}, and environment '{environment}' is at {Origin(url)}.");

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
