using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http.Requests;
using System.Text.Json;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>Short ways to say a request. The purpose completes "could not …" in messages.</summary>
internal static class Call
{
    public static ApiRequest Get(string path, string purpose) => new(HttpVerb.Get, path) { Purpose = purpose };

    public static ApiRequest Post(string path, string purpose) => new(HttpVerb.Post, path) { Purpose = purpose };

    public static ApiRequest Put(string path, string purpose) => new(HttpVerb.Put, path) { Purpose = purpose };

    public static ApiRequest Delete(string path, string purpose) => new(HttpVerb.Delete, path) { Purpose = purpose };

    /// <summary>A patch with absolute values: sending it twice changes nothing more.</summary>
    public static ApiRequest Patch(string path, string purpose, IEnumerable<CpdPatch> operations) =>
        new(HttpVerb.Patch, path) { Purpose = purpose, Body = JsonBody.Patch(operations), Retry = RetrySafety.Safe };

    public static ApiRequest With(this ApiRequest request, string name, string? value) =>
        value is null ? request : request with { Query = [.. request.Query.Where(p => p.Key != name), new(name, value)] };

    public static ApiRequest In(this ApiRequest request, CpdContainer container) => request.With(container.ParameterName, container.Id);

    public static ApiRequest Header(this ApiRequest request, string name, string value) =>
        request with { Headers = [.. request.Headers, new(name, value)] };

    public static ApiRequest Json(this ApiRequest request, Action<Utf8JsonWriter> members) =>
        request with { Body = JsonBody.Object(members) };

    public static ApiRequest Safe(this ApiRequest request) => request with { Retry = RetrySafety.Safe };

    /// <summary>An id or name as one path segment. Dot segments would change the path and are refused.</summary>
    public static string Segment(string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
            throw new ArgumentException($"'{value}' is not usable as an id.", nameof(value));
        return Uri.EscapeDataString(value);
    }
}
