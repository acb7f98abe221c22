using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Promotion;

/// <summary>
/// The fields of one object of a strict document. Every field that is there has to be asked for: what is left over is unknown, and refused. All
/// failures are <see cref="MalformedDocumentException"/> with the JSON path.
/// </summary>
public sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _open = new(StringComparer.Ordinal);
    private readonly string _document;

    private JsonFields(JsonElement value, string document, string path)
    {
        _document = document;
        Path = path;
        foreach (var member in value.EnumerateObject())
            _open[member.Name] = member.Value;
    }

    /// <summary>Where the object is, as JSON path.</summary>
    public string Path { get; }

    /// <summary>Names that were not asked for yet, for objects that are open by design (maps).</summary>
    public IReadOnlyList<string> Remaining => [.. _open.Keys];

    internal static T Read<T>(JsonElement value, string document, string path, Func<JsonFields, T> read)
    {
        var fields = new JsonFields(value, document, path);
        var result = read(fields);
        return fields._open.Count == 0
            ? result
            : throw new MalformedDocumentException(document, JsonPlace.Member(path, fields._open.Keys.OrderBy(name => name, StringComparer.Ordinal).First()), "the field is not known");
    }

    /// <summary>The version of the form; refuses later ones.</summary>
    public int Version(string name, int known)
    {
        var version = Int64(name);
        if (version > known)
            throw new NewerDocumentException(_document, JsonPlace.Member(Path, name), version, known);
        return version >= 1 ? (int)version : throw Error(name, "a version is 1 or more");
    }

    /// <summary>A text.</summary>
    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    /// <summary>A text, or null when it is absent or null.</summary>
    public string? OptionalText(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Error(name, "it has to be a text");

    /// <summary>A text that is not empty and no white space.</summary>
    public string NonEmptyText(string name) => Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Error(name, "it must not be empty");

    /// <summary>A whole number.</summary>
    public long Int64(string name) => OptionalInt64(name) ?? throw Missing(name);

    /// <summary>A whole number, or null when it is absent or null.</summary>
    public long? OptionalInt64(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && long.TryParse(CanonicalNumber.Of(value.GetRawText()), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Error(name, "it has to be a whole number");

    /// <summary>A whole number of 32 bits.</summary>
    public int Int32(string name) => OptionalInt32(name) ?? throw Missing(name);

    /// <summary>A whole number of 32 bits, or null when it is absent or null.</summary>
    public int? OptionalInt32(string name) => OptionalInt64(name) is not { } number ? null
        : number is >= int.MinValue and <= int.MaxValue ? (int)number
        : throw Error(name, "the number is too large");

    /// <summary>True or false.</summary>
    public bool Boolean(string name) => OptionalBoolean(name) ?? throw Missing(name);

    /// <summary>True or false, or null when it is absent or null.</summary>
    public bool? OptionalBoolean(string name) => Take(name) is not { } value ? null
        : value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw Error(name, "it has to be true or false") };

    /// <summary>A time in the form of <see cref="CanonicalTime"/>.</summary>
    public DateTimeOffset Time(string name) => CanonicalTime.TryRead(Text(name), out var time) ? time : throw Error(name, "it is no time like 2026-11-25T16:20:00.0000000Z");

    /// <summary>A lower-case hexadecimal SHA-256.</summary>
    public string Sha256(string name) => OptionalSha256(name) ?? throw Missing(name);

    /// <summary>A lower-case hexadecimal SHA-256, or null when it is absent or null.</summary>
    public string? OptionalSha256(string name) => OptionalText(name) is not { } text ? null
        : text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? text
        : throw Error(name, "it is no SHA-256 in lower-case hexadecimal");

    /// <summary>A name of an enumeration, in its own spelling.</summary>
    public T Enum<T>(string name)
        where T : struct, Enum => OptionalEnum<T>(name) ?? throw Missing(name);

    /// <summary>A name of an enumeration, or null when it is absent or null.</summary>
    public T? OptionalEnum<T>(string name)
        where T : struct, Enum => OptionalText(name) is not { } text ? null
        : Array.IndexOf(System.Enum.GetNames(typeof(T)), text) is >= 0 and var index ? (T)System.Enum.GetValues(typeof(T)).GetValue(index)!
        : throw Error(name, $"it is none of {string.Join(", ", System.Enum.GetNames(typeof(T)))}");

    /// <summary>An object.</summary>
    public T Object<T>(string name, Func<JsonFields, T> read)
        where T : class => OptionalObject(name, read) ?? throw Missing(name);

    /// <summary>An object, or null when it is absent or null.</summary>
    public T? OptionalObject<T>(string name, Func<JsonFields, T> read)
        where T : class => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? Read(value, _document, JsonPlace.Member(Path, name), read)
        : throw Error(name, "it has to be an object");

    /// <summary>A list of objects; empty when it is absent or null.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<JsonFields, T> read) => List(name, (value, path) =>
        value.ValueKind == JsonValueKind.Object ? Read(value, _document, path, read) : throw new MalformedDocumentException(_document, path, "it has to be an object"));

    /// <summary>A list of texts; empty when it is absent or null.</summary>
    public IReadOnlyList<string> Texts(string name) => List(name, (value, path) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new MalformedDocumentException(_document, path, "it has to be a text"));

    /// <summary>An object of texts by name; empty when it is absent or null.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name) => Map(name, (fields, key) => fields.Text(key));

    /// <summary>An object of anything by name; empty when it is absent or null.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string name, Func<JsonFields, string, T> read) =>
        OptionalObject<IReadOnlyDictionary<string, T>>(name, fields => fields.Remaining.ToDictionary(key => key, key => read(fields, key), StringComparer.Ordinal))
        ?? new Dictionary<string, T>(StringComparer.Ordinal);

    /// <summary>Any value as it is; undefined when it is absent.</summary>
    public JsonElement Any(string name)
    {
        if (!_open.TryGetValue(name, out var value))
            return default;
        _open.Remove(name);
        return value;
    }

    /// <summary>The failure of a field whose value is of the right type but means nothing.</summary>
    /// <param name="name">The field.</param>
    /// <param name="problem">What is wrong, one sentence without a full stop.</param>
    public MalformedDocumentException Error(string name, string problem) => new(_document, JsonPlace.Member(Path, name), problem);

    private List<T> List<T>(string name, Func<JsonElement, string, T> read)
    {
        if (Take(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            throw Error(name, "it has to be a list");
        var path = JsonPlace.Member(Path, name);
        return [.. value.EnumerateArray().Select((item, index) => read(item, JsonPlace.Item(path, index)))];
    }

    private JsonElement? Take(string name) => Any(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? value : null;

    private MalformedDocumentException Missing(string name) => Error(name, "the field is missing");
}
