using System.Security.Cryptography;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>Identifiers as the product makes them.</summary>
internal static class Ids
{
    /// <summary>A UUID in lower case.</summary>
    public static string New() => Guid.NewGuid().ToString("D");

    /// <summary>A trace id: 25 letters and digits.</summary>
    public static string Trace() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 25);

    public static string Secret(int length) => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);

    /// <summary>Whether a path segment looks like an identifier rather than the name of a collection.</summary>
    public static bool LooksLikeId(string segment) => Guid.TryParseExact(segment, "D", out _);
}
