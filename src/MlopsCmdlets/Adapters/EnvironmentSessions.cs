using MlopsCmdlets.Cpd;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Adapters;

/// <summary>Finds the session that reaches an environment: by its cluster, the one that was connected last.</summary>
internal static class EnvironmentSessions
{
    /// <param name="environment">The environment.</param>
    /// <param name="chosen">The session that the user named; null for none.</param>
    /// <param name="sessions">All sessions of the runspace, the last connected one last.</param>
    /// <exception cref="NoSessionForEnvironmentException">None reaches it, or the chosen one is connected to another cluster.</exception>
    internal static CpdSession Find(MlopsEnvironment environment, CpdSession? chosen, IReadOnlyList<CpdSession> sessions)
    {
        if (chosen is not null)
            return IsAt(chosen, environment) ? chosen : throw NoSessionForEnvironmentException.Other(environment.Name, environment.Url, chosen.Name, chosen.Url);
        return sessions.LastOrDefault(session => session.IsConnected && IsAt(session, environment)) ?? throw NoSessionForEnvironmentException.None(environment.Name, environment.Url);
    }

    private static bool IsAt(CpdSession session, MlopsEnvironment environment) =>
        string.Equals(session.Url.GetLeftPart(UriPartial.Authority), environment.Url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
