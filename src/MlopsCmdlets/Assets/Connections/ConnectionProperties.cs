using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.Json;
using MlopsCmdlets.Json;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Connection properties as users give them: a table whose secret values are SecureStrings, and a credential.</summary>
internal static class ConnectionProperties
{
    public static Dictionary<string, JsonElement> Of(IDictionary? table, PSCredential? credential)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) is { Length: > 0 } key ? key : throw new ArgumentException("A connection property needs a name.");
            properties[name] = Json((entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value) is SecureString secret ? Plain(secret) : entry.Value);
        }

        if (credential is not null)
        {
            properties["username"] = Json(credential.UserName);
            properties["password"] = Json(Plain(credential.Password));
        }

        return properties;
    }

    private static string Plain(SecureString secret) => new NetworkCredential("", secret).Password;

    private static JsonElement Json(object? value)
    {
        using JsonDocument document = JsonDocument.Parse(PowerShellJson.Write(value));
        return document.RootElement.Clone();
    }
}
