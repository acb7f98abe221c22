namespace MlopsCmdlets.Http;

/// <summary>A whole reply in memory.</summary>
/// <param name="Status">The HTTP status, below 400.</param>
/// <param name="ContentType">Media type without parameters, or an empty string.</param>
/// <param name="Body">The decoded body.</param>
/// <param name="Headers">Response headers; names compare without case.</param>
public sealed record ApiReply(int Status, string ContentType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers);
