using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>Reads <c>mlops.json</c>, and refuses what does not make sense. <c>module/schemas/mlops.schema.json</c> says the same to editors.</summary>
internal static class EnvironmentFileReader
{
    private const int MostApprovals = 20;
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);
    private static readonly string[] TimeForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] DurationForms = [@"h\:mm", @"h\:mm\:ss", @"hh\:mm", @"hh\:mm\:ss", @"d\.hh\:mm", @"d\.hh\:mm\:ss"];

    internal static EnvironmentFile Read(byte[] utf8, string path) =>
        StrictJson.Read(utf8, $"environment file '{path}'", fields =>
        {
            fields.OptionalText("$schema");
            fields.Version("version", EnvironmentFile.FormVersion);
            var environments = fields.Objects("environments", environment => ReadEnvironment(environment, path));
            Check(environments, fields);
            return new EnvironmentFile(path, Sort(environments));
        });

    /// <summary>A name that is a file name and a word in a command line everywhere.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 63 && IsPlain(name[0]) && name.All(c => IsPlain(c) || c is '-' or '_');

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static MlopsEnvironment ReadEnvironment(JsonFields fields, string path) => new()
    {
        Name = fields.Text("name") is var name && IsName(name) ? name : throw fields.Error("name", "a name has 1 to 63 letters, digits, '-' and '_', and begins with a letter or digit"),
        Url = ReadUrl(fields),
        Space = fields.NonEmptyText("space"),
        Branch = fields.OptionalText("branch") is { } branch ? (branch.Trim().Length > 0 ? branch : throw fields.Error("branch", "it must not be empty")) : null,
        Predecessor = fields.OptionalText("predecessor"),
        Production = fields.OptionalBoolean("production") ?? false,
        RequiredApprovals = fields.OptionalInt32("approvals") is { } approvals ? (approvals is >= 0 and <= MostApprovals ? approvals : throw fields.Error("approvals", $"it is a number from 0 to {MostApprovals}")) : 0,
        Gates = ReadGates(fields),
        FreezeWindows = fields.Objects("freeze", ReadWindow),
        Map = fields.OptionalObject("map", ReadMap) ?? EnvironmentMap.Empty,
        ConfigurationPath = path,
    };

    private static Uri ReadUrl(JsonFields fields)
    {
        if (!Uri.TryCreate(fields.Text("url"), UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            throw fields.Error("url", "it is no address like https://cpd.example.com");
        if (url.UserInfo.Length > 0)
            throw fields.Error("url", "it holds a user name or password; secrets do not belong into this file");
        return url.Query.Length == 0 && url.Fragment.Length == 0 ? url : throw fields.Error("url", "it is the address of the web console, without parameters");
    }

    private static IReadOnlyList<GateDefinition> ReadGates(JsonFields fields)
    {
        var gates = fields.Objects("gates", ReadGate);
        return Twice(gates.Select(gate => gate.Name)) is { } name ? throw fields.Error("gates", $"two gates have the name '{name}'") : gates;
    }

    private static GateDefinition ReadGate(JsonFields fields)
    {
        var gate = new GateDefinition(fields.NonEmptyText("kind"), fields.NonEmptyText("name"))
        {
            Severity = fields.OptionalText("severity") switch
            {
                null or "required" => GateSeverity.Required,
                "advisory" => GateSeverity.Advisory,
                _ => throw fields.Error("severity", "it is required or advisory"),
            },
        };
        var settings = new JsonObject();
        foreach (var setting in fields.Remaining)
        {
            if (CanonicalMetadata.IsSecret(setting))
                throw fields.Error(setting, "it looks like a secret, which does not belong into this file");
            settings[setting] = JsonNode.Parse(fields.Any(setting).GetRawText());
        }
        return settings.Count == 0 ? gate : gate with { Settings = JsonDocument.Parse(settings.ToJsonString()).RootElement.Clone() };
    }

    private static FreezeWindow ReadWindow(JsonFields fields)
    {
        var window = new FreezeWindow
        {
            Name = fields.NonEmptyText("name"),
            From = ReadTime(fields, "from"),
            To = ReadTime(fields, "to"),
            Cron = fields.OptionalText("cron") is { } cron ? (FreezeCalendar.TryCron(cron, out _) ? cron : throw fields.Error("cron", "it is no cron expression of five fields (minute hour day month weekday)")) : null,
            Duration = ReadDuration(fields),
            TimeZone = fields.OptionalText("timeZone") is { } zone ? (FreezeCalendar.TryZone(zone, out _) ? zone : throw fields.Error("timeZone", $"there is no time zone with the IANA or Windows name '{zone}'")) : "UTC",
        };
        var isSingle = window.From is not null && window.To is not null && window.Cron is null && window.Duration is null;
        var isRecurring = window.Cron is not null && window.Duration is not null && window.From is null && window.To is null;
        if (!isSingle && !isRecurring)
            throw fields.Error("name", "a window has either 'from' and 'to', or 'cron' and 'duration'");
        return window.From >= window.To ? throw fields.Error("to", "it is not after 'from'") : window;
    }

    private static DateTime? ReadTime(JsonFields fields, string name) => fields.OptionalText(name) is not { } text ? null
        : DateTime.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw fields.Error(name, "it is no local time like 2026-12-20T18:00; the zone stands in 'timeZone'");

    private static TimeSpan? ReadDuration(JsonFields fields) => fields.OptionalText("duration") is not { } text ? null
        : TimeSpan.TryParseExact(text, DurationForms, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero && duration <= LongestWindow ? duration
        : throw fields.Error("duration", "it is no length like 12:00 or 2.12:00:00 (days.hours:minutes:seconds), up to 366 days");

    private static EnvironmentMap ReadMap(JsonFields fields) => new(
        fields.TextMap("connections"),
        fields.Map("values", (assets, asset) =>
        {
            var slash = asset.IndexOf('/');
            if (slash <= 0 || slash == asset.Length - 1)
                throw assets.Error(asset, "it is no type and name of an asset like connection/CustomerWarehouse");
            return assets.Map(asset, (values, pointer) =>
            {
                if (!pointer.StartsWith("/", StringComparison.Ordinal) || pointer.Length < 2)
                    throw values.Error(pointer, "it is no JSON pointer like /properties/host");
                return CanonicalMetadata.IsSecret(pointer.Substring(pointer.LastIndexOf('/') + 1))
                    ? throw values.Error(pointer, "it looks like a secret, which does not belong into this file")
                    : values.Any(pointer);
            });
        }));

    private static void Check(IReadOnlyList<MlopsEnvironment> environments, JsonFields fields)
    {
        if (Twice(environments.Select(environment => environment.Name)) is { } name)
            throw fields.Error("environments", $"two environments have the name '{name}'");
        if (Twice(environments.Select(environment => $"{environment.Space}' of {environment.Url.GetLeftPart(UriPartial.Authority)}"), StringComparer.Ordinal) is { } space)
            throw fields.Error("environments", $"two environments are in the space '{space}");
        var byName = environments.ToDictionary(environment => environment.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var environment in environments)
        {
            if (environment.Predecessor is { } predecessor && !byName.ContainsKey(predecessor))
                throw fields.Error("environments", $"the predecessor '{predecessor}' of '{environment.Name}' is no environment of the file");
            var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            for (var step = environment; step.Predecessor is { } before; step = byName[before])
            {
                if (!met.Add(step.Name))
                    throw fields.Error("environments", $"the predecessors of '{environment.Name}' go round in a circle");
                if (!byName.ContainsKey(before))
                    break;
            }
        }
    }

    private static IReadOnlyList<MlopsEnvironment> Sort(IReadOnlyList<MlopsEnvironment> environments)
    {
        var sorted = new List<MlopsEnvironment>();
        void Add(string? predecessor)
        {
            foreach (var environment in environments.Where(environment => string.Equals(environment.Predecessor, predecessor, StringComparison.OrdinalIgnoreCase)))
            {
                sorted.Add(environment);
                Add(environment.Name);
            }
        }
        Add(null);
        return sorted;
    }

    private static string? Twice(IEnumerable<string> names, StringComparer? comparer = null) =>
        names.GroupBy(name => name, comparer ?? StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
}
