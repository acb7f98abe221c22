namespace MlopsCmdlets.Http.Requests;

/// <summary>One call of a REST API, before login, retry and transport are added. Immutable; may be sent more than once.</summary>
public sealed record ApiRequest
{
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Absolute path below the origin, each segment already escaped, without a query.</param>
    public ApiRequest(HttpVerb method, string path)
    {
        Method = method;
        Path = path;
    }

    public HttpVerb Method { get; }

    public string Path { get; }

    /// <summary>Query parameters in order, not yet escaped. A null value is left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>Headers besides Authorization, Accept and the content headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string Accept { get; init; } = "application/json";

    public ApiBody? Body { get; init; }

    /// <summary>Whether a lost reply or a transient failure may be answered by sending the request again.</summary>
    public RetrySafety Retry { get; init; } = RetrySafety.ByMethod;

    /// <summary>Leaves the Authorization header out: login calls and signed URLs.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Longest time of the call with all its attempts and waits; null takes the transport's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What the call does, for messages: "list the spaces", "import the bundle".</summary>
    public string Purpose { get; init; } = "";
}
