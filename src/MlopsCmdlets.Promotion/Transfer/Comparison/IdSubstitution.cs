using System.Text.RegularExpressions;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Replaces ids inside texts: as the whole text, or as a UUID within it (<c>/v2/assets/{id}?space_id={id}</c>).</summary>
/// <param name="find">The counterpart of an id, or null to leave it.</param>
/// <param name="scope">The query parameter that names the container at the target, where source and target are of different kinds; else null.</param>
internal sealed class IdSubstitution(Func<string, string?> find, string? scope = null)
{
    private const string AnyScope = "(?:project|space)_id=";
    private static readonly Regex Uuid = new("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant | RegexOptions.Compiled);

    private static readonly Regex ScopedUuid = new($"(?<scope>{AnyScope})?(?<id>{Uuid})", RegexOptions.CultureInvariant | RegexOptions.Compiled);

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
        return new IdSubstitution(id => names.TryGetValue(id, out var name) ? name : null, "container=");
    }

    /// <summary>The parameter that names a container in a link: <c>space_id=</c> or <c>project_id=</c>.</summary>
    internal static string ScopeOf(ContainerKind kind) => kind == ContainerKind.Space ? "space_id=" : "project_id=";

    internal string Apply(string text)
    {
        if (find(text) is { } whole)
            return whole;
        if (text.Length < 36)
            return text;
        return scope is null
            ? Uuid.Replace(text, match => find(match.Value) ?? match.Value)
            : ScopedUuid.Replace(text, match => find(match.Groups["id"].Value) is { } other
                ? (match.Groups["scope"].Success ? scope : "") + other
                : match.Value);
    }

    /// <summary>The ids in a text that <paramref name="isKnown"/> recognises.</summary>
    internal static IEnumerable<string> IdsIn(string text, Func<string, bool> isKnown)
    {
        if (isKnown(text))
            return [text];
        return text.Length < 36 ? [] : Uuid.Matches(text).Cast<Match>().Select(match => match.Value).Where(isKnown);
    }
}
