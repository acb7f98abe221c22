using System.Text.RegularExpressions;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Replaces ids inside texts: as the whole text, or as a UUID within it (<c>/v2/assets/{id}?space_id={id}</c>).</summary>
internal sealed class IdSubstitution(Func<string, string?> find)
{
    private static readonly Regex Uuid = new("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    internal static IdSubstitution None { get; } = new(_ => null);

    internal static IdSubstitution From(IReadOnlyDictionary<string, string> map) => new(id => map.TryGetValue(id, out var other) ? other : null);

    /// <summary>
    /// For comparing two containers whose ids differ: an asset becomes its type and name, the container itself a fixed word.
    /// </summary>
    internal static IdSubstitution ToNames(ContainerIdentity container, IEnumerable<AssetHeader> listing)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [container.Id] = "{container}" };
        foreach (var asset in listing)
            names[asset.Id] = $"{{{asset.Type}/{asset.Name}}}";
        return From(names);
    }

    internal string Apply(string text)
    {
        if (find(text) is { } whole)
            return whole;
        return text.Length < 36 ? text : Uuid.Replace(text, match => find(match.Value) ?? match.Value);
    }

    /// <summary>The ids in a text that <paramref name="isKnown"/> recognises.</summary>
    internal static IEnumerable<string> IdsIn(string text, Func<string, bool> isKnown)
    {
        if (isKnown(text))
            return [text];
        return text.Length < 36 ? [] : Uuid.Matches(text).Cast<Match>().Select(match => match.Value).Where(isKnown);
    }
}
