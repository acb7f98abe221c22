namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>What a caller must bring to an endpoint.</summary>
internal enum Access
{
    /// <summary>A valid bearer token; a ZenApiKey where the release takes it for Watson Data and WML.</summary>
    Token,

    /// <summary>A valid bearer token, or a ZenApiKey in every release.</summary>
    PlatformToken,

    /// <summary>A valid token, or a <c>signature</c> in the query in its stead.</summary>
    TokenOrSignature,

    /// <summary>Nothing.</summary>
    Anonymous,

    /// <summary>The control key or an administrator's token, from this machine only.</summary>
    Control,
}
