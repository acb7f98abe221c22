using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Connection;

/// <summary>A call below the address of the organisation or collection.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Begins with a slash; made by <see cref="Under"/>, so that it is escaped.</param>
/// <param name="Action">Completes "could not …" in messages.</param>
internal sealed record AzureCall(HttpVerb Method, string Path, string Action)
{
    /// <summary>Released resources; those that are not add <c>-preview</c>.</summary>
    public const string Released = "7.1";

    public const string Preview = "7.1-preview.1";

    public string Version { get; init; } = Released;

    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    public ApiBody? Body { get; init; }

    /// <summary>Whether it is sent again when its fate is unknown.</summary>
    public RetrySafety Retry { get; init; }

    /// <summary>What is missing when the answer is 404, for example <c>repository mlops/churn</c>.</summary>
    public string What { get; init; } = "";

    /// <summary>The branch that is changed, for messages about its rules.</summary>
    public string Branch { get; init; } = "";

    /// <summary>The rights of which a token needs one, as Azure DevOps' page of tokens names them.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public static AzureCall Get(string path, string action) => new(HttpVerb.Get, path, action) { Needs = ["Code (Read)"] };

    public static AzureCall Post(string path, string action) => new(HttpVerb.Post, path, action) { Needs = ["Code (Read & Write)"] };

    public static AzureCall Put(string path, string action) => new(HttpVerb.Put, path, action) { Needs = ["Code (Read & Write)"] };

    public static AzureCall Patch(string path, string action) => new(HttpVerb.Patch, path, action) { Needs = ["Code (Read & Write)"] };

    public static AzureCall Delete(string path, string action) => new(HttpVerb.Delete, path, action) { Needs = ["Code (Read & Write)"] };

    public AzureCall With(string name, string? value) => value is null ? this : this with { Query = [.. Query, new(name, value)] };

    public AzureCall Json<T>(T document, JsonTypeInfo<T> type) => this with { Body = new ApiBody.Bytes(JsonSerializer.SerializeToUtf8Bytes(document, type), "application/json") };

    /// <summary>A path of the given names, each escaped. Names that would lead elsewhere are refused.</summary>
    public static string Under(params string[] segments)
    {
        foreach (var segment in segments)
        {
            if (string.IsNullOrWhiteSpace(segment) || segment is "." or "..")
                throw new ArgumentException($"'{segment}' is no name of a project, repository or branch.", nameof(segments));
        }

        return string.Concat(segments.Select(s => "/" + Uri.EscapeDataString(s)));
    }
}
