namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>The five forms that error bodies of the product have.</summary>
internal enum ErrorShape
{
    /// <summary>A: <c>trace</c> and <c>errors[]</c>: spaces, CAMS, transfers, WML, connections.</summary>
    Errors,

    /// <summary>B: <c>code</c>, <c>error</c>, <c>reason</c>, <c>message</c>: projects and asset files.</summary>
    Reason,

    /// <summary>C: <c>_statusCode_</c>, <c>exception</c>, <c>message</c>: the platform API.</summary>
    Platform,

    /// <summary>D: <c>_messageCode_</c> and <c>message</c>: user management.</summary>
    UserManagement,

    /// <summary>E: plain text or HTML of the gateway.</summary>
    Gateway,

    /// <summary>GitHub: <c>message</c>, <c>errors[]</c> and <c>documentation_url</c>.</summary>
    GitHub,

    /// <summary>Azure DevOps: <c>message</c>, <c>typeName</c>, <c>typeKey</c>, <c>errorCode</c>.</summary>
    Azure,
}
