using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>One JSON-Patch operation (RFC 6902): <c>add</c>, <c>replace</c> or <c>remove</c>.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Path">A JSON pointer, for example <c>/metadata/tags</c>.</param>
/// <param name="Value">The value, null for <c>remove</c>.</param>
public sealed record CpdPatch(string Operation, string Path, JsonElement? Value);
