namespace MlopsCmdlets.Cpd;

/// <summary>How a session logs in.</summary>
public enum CpdAuthenticationType
{
    /// <summary>User name and password at the platform.</summary>
    Password,

    /// <summary>User name and API key at the platform.</summary>
    ApiKey,

    /// <summary>User name and API key sent with each call; releases before 4.8 refuse it for Watson services.</summary>
    ZenApiKey,

    /// <summary>A token made elsewhere; it cannot be renewed.</summary>
    BearerToken,

    /// <summary>User name and password at the identity service of a cluster with IAM integration.</summary>
    Iam,
}
