using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Reads the settings of a gate.</summary>
internal sealed class GateSettings
{
    internal const string TimeoutSeconds = "timeoutSeconds";
    private readonly GateDefinition _definition;

    /// <param name="definition">The gate.</param>
    /// <param name="known">The settings that its kind has, besides the time-out.</param>
    /// <exception cref="GateSettingsException">A setting is not known: a typing error must not switch off a limit.</exception>
    internal GateSettings(GateDefinition definition, params string[] known)
    {
        _definition = definition;
        if (definition.Settings.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (definition.Settings.ValueKind != JsonValueKind.Object)
            throw Wrong("the settings are no JSON object");
        foreach (var setting in definition.Settings.EnumerateObject())
        {
            if (setting.Name != TimeoutSeconds && !known.Contains(setting.Name, StringComparer.Ordinal))
                throw Wrong($"the setting '{setting.Name}' is not known to gates of kind '{definition.Kind}'; known are {string.Join(", ", known.Append(TimeoutSeconds))}");
        }
    }

    internal GateSettingsException Wrong(string what) => new(_definition.Name, what + ".");

    internal string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw Wrong($"'{name}' is to be a text");

    /// <summary>A list of at least one text; null when there is none.</summary>
    internal IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
            return null;
        var texts = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null).ToList()
            : [];
        return texts.Count > 0 && texts.TrueForAll(text => !string.IsNullOrWhiteSpace(text)) ? [.. texts.OfType<string>()] : throw Wrong($"'{name}' is to be a list of texts");
    }

    internal string RequiredText(string name) => Text(name) ?? throw Wrong($"'{name}' is missing");

    internal double? Number(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && !double.IsInfinity(number) ? number
        : throw Wrong($"'{name}' is to be a number");

    internal bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong($"'{name}' is to be true or false");

    internal TimeSpan? Span(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) || span <= TimeSpan.Zero)
            throw Wrong($"'{name}' is to be a time span such as '1.00:00:00' for a day");
        return SpanText.IsHoursTakenForDays(text, span)
            ? throw Wrong($"'{text}' in '{name}' has more than 23 hours; write days before a dot, '2.00:00:00' for 48 hours")
            : span;
    }

    /// <summary>The gate's own time limit, if it has a usable one.</summary>
    internal static TimeSpan? Timeout(GateDefinition definition) =>
        definition.Settings.ValueKind == JsonValueKind.Object && definition.Settings.TryGetProperty(TimeoutSeconds, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 1_000_000 ? TimeSpan.FromSeconds(seconds) : null;

    private JsonElement? Find(string name) =>
        _definition.Settings.ValueKind == JsonValueKind.Object && _definition.Settings.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
