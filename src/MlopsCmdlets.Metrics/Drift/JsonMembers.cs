using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>The members of a JSON object, each taken once; what is wrong with one is said with its name.</summary>
internal sealed class JsonMembers
{
    /// <summary>No count of rows is higher, so that sums of them are finite.</summary>
    public const double MostRows = 1e100;

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _what;

    /// <param name="element">The object.</param>
    /// <param name="what">What it is, for messages.</param>
    public JsonMembers(JsonElement element, string what)
    {
        _what = what;
        if (element.ValueKind != JsonValueKind.Object)
            throw new BaselineFormatException($"In {what} there is {element.ValueKind} where an object should be.");
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (_members.ContainsKey(member.Name))
                throw new BaselineFormatException($"In {what} the member '{member.Name}' is there twice.");
            _members.Add(member.Name, member.Value);
        }
    }

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "text");

    public DateTimeOffset? OptionalDate(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset date) ? date : throw Wrong(name, "a date");

    public double Number(string name, double least = double.MinValue, double most = double.MaxValue) => OptionalNumber(name, least, most) ?? throw Missing(name);

    public double? OptionalNumber(string name, double least = double.MinValue, double most = double.MaxValue) =>
        Take(name) is { } value ? NumberOf(value, name, least, most) : null;

    public double Rows(string name) => Number(name, 0, MostRows);

    public IEnumerable<double> RowsOfParts(string name)
    {
        foreach (JsonElement item in Array(name))
            yield return NumberOf(item, name, 0, MostRows);
    }

    public T Member<T>(string name, Func<JsonMembers, T> read)
        where T : class => Optional(name, read) ?? throw Missing(name);

    public T? Optional<T>(string name, Func<JsonMembers, T> read)
        where T : class => Take(name) is { } value ? read(new JsonMembers(value, $"'{name}' of {_what}")) : null;

    public IEnumerable<T> Items<T>(string name, Func<JsonMembers, T> read)
    {
        foreach (JsonElement item in Array(name))
            yield return read(new JsonMembers(item, $"'{name}' of {_what}"));
    }

    /// <exception cref="BaselineFormatException">There is a member that nobody took.</exception>
    public void NothingElse()
    {
        foreach (string name in _members.Keys)
            throw new BaselineFormatException($"In {_what} the member '{name}' is not known.");
    }

    private JsonElement.ArrayEnumerator Array(string name)
    {
        JsonElement value = Take(name) ?? throw Missing(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, "an array");
    }

    private double NumberOf(JsonElement value, string name, double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= least && number <= most
            ? number
            : throw Wrong(name, least == double.MinValue ? "a number" : $"a number of {least.ToString(CultureInfo.InvariantCulture)} or more");

    private JsonElement? Take(string name)
    {
        if (!_members.TryGetValue(name, out JsonElement value))
            return null;
        _members.Remove(name);
        return value;
    }

    private BaselineFormatException Missing(string name) => new($"In {_what} the member '{name}' is missing.");

    private BaselineFormatException Wrong(string name, string expected) => new($"In {_what} the member '{name}' is not {expected}.");
}
