using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>Puts an environment into <c>mlops.json</c> and leaves every other byte as it was.</summary>
public static class EnvironmentFileWriter
{
    /// <summary>The content of the file with an environment in it.</summary>
    /// <param name="content">The present content; null for a new file.</param>
    /// <param name="path">Where it is or will be, for messages.</param>
    /// <param name="environment">The environment; one of the same name is replaced in its place.</param>
    /// <param name="replace">Whether one of the same name may be replaced.</param>
    /// <exception cref="EnvironmentExistsException">There is one of that name, and it may not be replaced.</exception>
    /// <exception cref="MalformedDocumentException">The file is not, or would no longer be, what it has to be.</exception>
    public static byte[] Put(byte[]? content, string path, MlopsEnvironment environment, bool replace)
    {
        if (content is null)
        {
            var fresh = new JsonObject { ["version"] = EnvironmentFile.FormVersion, ["environments"] = new JsonArray(Write(environment)) };
            return Checked(Encoding.UTF8.GetBytes(CanonicalJson.WriteIndented(fresh)), path);
        }

        var present = EnvironmentFile.Read(content, path);
        var exists = present.Environments.Any(other => string.Equals(other.Name, environment.Name, StringComparison.OrdinalIgnoreCase));
        if (exists && !replace)
            throw new EnvironmentExistsException(environment.Name, path);
        return Checked(Splice(content, environment, exists), path);
    }

    private static byte[] Checked(byte[] content, string path)
    {
        EnvironmentFile.Read(content, path);
        return content;
    }

    private static byte[] Splice(byte[] content, MlopsEnvironment environment, bool exists)
    {
        var list = EnvironmentList.Find(content);
        var newLine = Array.IndexOf(content, (byte)'\n') is > 0 and var at && content[at - 1] == '\r' ? "\r\n" : "\n";
        var indent = list.Items.Count > 0 ? IndentAt(content, list.Items[0].Start) : IndentAt(content, list.End) + "  ";
        var text = CanonicalJson.WriteIndented(Write(environment)).TrimEnd('\n').Replace("\n", newLine + indent);

        if (exists)
        {
            var item = list.Items.First(item => string.Equals(NameOf(content, item), environment.Name, StringComparison.OrdinalIgnoreCase));
            return Replace(content, item.Start, item.End, text);
        }
        return list.Items.Count > 0
            ? Replace(content, list.Items[list.Items.Count - 1].End, list.Items[list.Items.Count - 1].End, "," + newLine + indent + text)
            : Replace(content, list.Start + 1, list.End, newLine + indent + text + newLine + IndentAt(content, list.Start));
    }

    private static string? NameOf(byte[] content, (int Start, int End) item)
    {
        using var value = JsonDocument.Parse(content.AsMemory(item.Start, item.End - item.Start));
        return value.RootElement.GetProperty("name").GetString();
    }

    private static byte[] Replace(byte[] content, int start, int end, string text) =>
        [.. content.Take(start), .. Encoding.UTF8.GetBytes(text), .. content.Skip(end)];

    /// <summary>The white space that the line of a place begins with.</summary>
    private static string IndentAt(byte[] content, int place)
    {
        var begin = place;
        while (begin > 0 && content[begin - 1] != '\n')
            begin--;
        var end = begin;
        while (end < place && content[end] is (byte)' ' or (byte)'\t')
            end++;
        return Encoding.ASCII.GetString(content, begin, end - begin);
    }

    internal static JsonObject Write(MlopsEnvironment environment)
    {
        var form = new JsonObject
        {
            ["name"] = environment.Name,
            ["url"] = environment.Url.GetLeftPart(UriPartial.Authority),
            ["space"] = environment.Space,
        };
        if (environment.Branch is { } branch)
            form["branch"] = branch;
        if (environment.Predecessor is { } predecessor)
            form["predecessor"] = predecessor;
        if (environment.Production)
            form["production"] = true;
        if (environment.RequiredApprovals > 0)
            form["approvals"] = environment.RequiredApprovals;
        if (environment.Gates.Count > 0)
            form["gates"] = new JsonArray([.. environment.Gates.Select(Write)]);
        if (environment.FreezeWindows.Count > 0)
            form["freeze"] = new JsonArray([.. environment.FreezeWindows.Select(Write)]);
        if (environment.Map.Connections.Count > 0 || environment.Map.Values.Count > 0)
            form["map"] = Write(environment.Map);
        return form;
    }

    private static JsonObject Write(GateDefinition gate)
    {
        var form = new JsonObject { ["kind"] = gate.Kind, ["name"] = gate.Name };
        if (gate.Severity == GateSeverity.Advisory)
            form["severity"] = "advisory";
        if (gate.Settings.ValueKind == JsonValueKind.Object)
        {
            foreach (var setting in gate.Settings.EnumerateObject())
                form[setting.Name] = JsonNode.Parse(setting.Value.GetRawText());
        }
        return form;
    }

    private static JsonObject Write(FreezeWindow window)
    {
        var form = new JsonObject { ["name"] = window.Name };
        if (window.From is { } from)
            form["from"] = from.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (window.To is { } to)
            form["to"] = to.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (window.Cron is { } cron)
            form["cron"] = cron;
        if (window.Duration is { } duration)
            form["duration"] = duration.ToString(duration.Days > 0 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
        form["timeZone"] = window.TimeZone;
        return form;
    }

    private static JsonObject Write(EnvironmentMap map)
    {
        var connections = new JsonObject();
        foreach (var connection in map.Connections)
            connections[connection.Key] = connection.Value;
        var values = new JsonObject();
        foreach (var asset in map.Values)
        {
            var fields = new JsonObject();
            foreach (var field in asset.Value)
                fields[field.Key] = JsonNode.Parse(field.Value.GetRawText());
            values[asset.Key] = fields;
        }
        return new JsonObject { ["connections"] = connections, ["values"] = values };
    }
}
