using System.Net.Http.Headers;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Header values: what may be sent, and replies' headers as a dictionary.</summary>
internal static class HeaderValues
{
    /// <summary>Visible ASCII, blanks and tabs. Anything else could split the request.</summary>
    public static bool IsValid(string value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' or > '~') and not '\t')
                return false;
        }

        return true;
    }

    public static Dictionary<string, string> ToDictionary(HttpResponseMessage response)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(all, response.Headers);
        if (response.Content is { } content)
            Add(all, content.Headers);
        return all;
    }

    private static void Add(Dictionary<string, string> all, HttpHeaders headers)
    {
        foreach (var header in headers)
            all[header.Key] = string.Join(", ", header.Value);
    }
}
