using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http.Errors;

/// <summary>Which call failed.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, redacted.</param>
/// <param name="Purpose">What the call is for: "list the spaces"; may be empty.</param>
/// <param name="Attempts">Attempts made, the failed one included.</param>
public sealed record ApiCall(HttpVerb Method, string Target, string Purpose, int Attempts)
{
    /// <summary>"GET /v2/spaces?limit=100 (list the spaces)", with the number of attempts if there were several.</summary>
    public override string ToString()
    {
        var purpose = Purpose.Length > 0 ? $" ({Purpose})" : "";
        return Attempts > 1 ? $"{Method.ToString().ToUpperInvariant()} {Target}{purpose}, {Attempts} attempts" : $"{Method.ToString().ToUpperInvariant()} {Target}{purpose}";
    }
}
