namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>A request that is answered with an error. The pipeline writes it in the form of the endpoint's family.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int status, string code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    public int Status { get; }

    /// <summary>Machine-readable: <c>errors[].code</c> in form A, <c>_messageCode_</c> in form D.</summary>
    public string Code { get; }

    /// <summary>The parameter or field that is wrong, for <c>errors[].target</c> of form A.</summary>
    public string? Target { get; init; }

    /// <summary><c>field</c>, <c>parameter</c> or <c>header</c>.</summary>
    public string TargetKind { get; init; } = "field";

    /// <summary>What else the body says, for families whose errors have parts of their own.</summary>
    public System.Text.Json.Nodes.JsonNode? Details { get; init; }

    public static ApiException BadRequest(string message, string code = "invalid_request", string? target = null) => new(400, code, message) { Target = target };

    public static ApiException BadParameter(string name, string message) => new(400, "invalid_parameter", message) { Target = name, TargetKind = "parameter" };

    public static ApiException Forbidden(string message, string code = "not_authorized") => new(403, code, message);

    public static ApiException NotFound(string message, string code = "not_found") => new(404, code, message);

    public static ApiException Conflict(string message, string code = "conflict") => new(409, code, message);

    public static ApiException Unauthorized(string message) => new(401, "invalid_auth_token", message);
}
