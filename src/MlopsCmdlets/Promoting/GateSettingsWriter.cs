using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Promoting;

/// <summary>Writes the settings of a gate.</summary>
internal static class GateSettingsWriter
{
    /// <summary>A JSON object of those values that are there.</summary>
    public static JsonElement Write(params (string Name, object? Value)[] settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, object? value) in settings)
            {
                switch (value)
                {
                    case double number:
                        json.WriteNumber(name, number);
                        break;
                    case bool flag:
                        json.WriteBoolean(name, flag);
                        break;
                    case TimeSpan span:
                        json.WriteString(name, span.ToString("c", CultureInfo.InvariantCulture));
                        break;
                    case string text:
                        json.WriteString(name, text);
                        break;
                    case IReadOnlyList<string> texts:
                        json.WriteStartArray(name);
                        foreach (string text in texts)
                            json.WriteStringValue(text);
                        json.WriteEndArray();
                        break;
                }
            }

            json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>SHA-256 of a script's text, with line ends of one kind: a checkout on Windows must not make another script of it.</summary>
    public static string HashOf(string script)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(script.Replace("\r\n", "\n").Trim()));
        return string.Concat(hash.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
