namespace MlopsCmdlets.Session;

/// <summary>Where a session logs in.</summary>
public enum LoginKind
{
    /// <summary>At the platform itself, with password or API key.</summary>
    Platform,

    /// <summary>Not at all: user name and API key go with each call. Releases before 4.8 refuse it for Watson services.</summary>
    ZenApiKey,

    /// <summary>At the identity service of a cluster with IAM integration.</summary>
    Iam,
}
