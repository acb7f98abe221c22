using System.Management.Automation;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Json;

namespace MlopsCmdlets.Scoring;

/// <summary>Request and reply without rows.</summary>
internal static class RawRequest
{
    /// <summary>The body of a request out of JSON text or an object. What is only the inside of <c>input_data</c> is put there.</summary>
    /// <exception cref="ArgumentException">The text is not JSON.</exception>
    public static byte[] ToBody(object data)
    {
        object plain = data is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : data;
        byte[] content = plain is string text ? Encoding.UTF8.GetBytes(text) : PowerShellJson.Write(data);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. "{\"input_data\":"u8, .. content, .. "}"u8],
                JsonValueKind.Object when document.RootElement.TryGetProperty("values", out _) && !document.RootElement.TryGetProperty("input_data", out _) =>
                    [.. "{\"input_data\":["u8, .. content, .. "]}"u8],
                _ => content,
            };
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"-InputData is not valid JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
    }

    /// <summary>A reply as objects; as text where it is not JSON.</summary>
    public static object? ToObject(ReadOnlyMemory<byte> reply)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(reply);
            return PowerShellJson.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(reply.ToArray());
        }
    }
}
