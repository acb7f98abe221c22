using System.Text.RegularExpressions;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Values of fields for people. Members with the names of secrets are no part of canonical metadata at all; connections may call theirs anything, so that
/// of their properties only the ones that are known to be harmless are shown.
/// </summary>
internal static class FieldText
{
    internal const string NotShown = "(not shown)";
    private const int Longest = 160, Kept = 100;
    private const string ConnectionProperties = "/entity/connection/properties/";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "hostname", "hosts", "port", "database", "database_name", "url", "jdbc_url", "endpoint", "region", "bucket", "container", "schema", "catalog", "path", "ssl", "use_ssl", "tls",
        "username", "user", "account", "account_name", "warehouse", "role", "sid", "service_name", "driver", "instance_id", "deployment_id", "project_id", "cluster", "server", "protocol",
        "auth_method", "authentication_type", "ssl_certificate_validation", "validate_ssl_certificate", "file_share", "folder", "query_timeout", "location",
    };

    private static readonly Regex UserInfo = new("(?<=://[^/@\\s:]*:)[^@/\\s]+(?=@)", RegexOptions.CultureInvariant);

    private static readonly Regex Assigned = new(
        "(?<=\\b(?:password|passwd|pwd|passphrase|secret|token|api_?key|access_?key|account_?key|credentials?|sig)\\s*[=:]\\s*)[^;&,\\s\"']+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A value of canonical metadata, short and without secrets; null for none.</summary>
    internal static string? Of(string pointer, CanonicalValue? value) =>
        value is not { } present ? null
        : pointer.StartsWith(ConnectionProperties, StringComparison.Ordinal) && !Harmless.Contains(Leaf(pointer)) ? NotShown
        : Shorten(Redact(present.Text));

    /// <summary>A content by its hash and size; null for none.</summary>
    internal static string? Of(ContentHash content) => content.Sha256 is null ? null : $"sha256 {content.Sha256} ({content.Bytes} bytes)";

    internal static string Redact(string text) => Assigned.Replace(UserInfo.Replace(text, "***"), "***");

    // The hash tells two long values apart that begin alike.
    private static string Shorten(string text) =>
        text.Length <= Longest ? text : $"{text.Substring(0, char.IsHighSurrogate(text[Kept - 1]) ? Kept - 1 : Kept)}… ({text.Length} characters, sha256 {Sha256.OfText(text).Substring(0, 12)})";

    private static string Leaf(string pointer)
    {
        var rest = pointer.Substring(ConnectionProperties.Length);
        var slash = rest.IndexOf('/');
        return slash < 0 ? rest : rest.Substring(0, slash);
    }
}
