using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Naming;

/// <summary>
/// From what a user types to exactly one thing: by id, else by exact name. Two things with the name are an error that lists both, never "the first";
/// none is an error that suggests near names. Versions kept for rollback are skipped by name and found by id.
/// </summary>
internal static class NameResolver
{
    public static async Task<T> FindAsync<T>(
        string kind, string nameOrId, Func<string, CancellationToken, Task<T>> get, Func<IAsyncEnumerable<T>> list, CancellationToken cancellationToken)
        where T : CpdResource
    {
        if (string.IsNullOrWhiteSpace(nameOrId)) throw new ArgumentException($"Give the name or the id of the {kind}.", nameof(nameOrId));
        if (LooksLikeId(nameOrId))
        {
            try
            {
                return await get(nameOrId, cancellationToken).ConfigureAwait(false);
            }
            catch (CpdApiException e) when (e is CpdNotFoundException or CpdInvalidRequestException)
            {
                // A name can look like an id.
            }
        }

        return Pick(kind, nameOrId, await list().CollectAsync(cancellationToken).ConfigureAwait(false));
    }

    public static T Pick<T>(string kind, string nameOrId, IReadOnlyList<T> all, StringComparison comparison = StringComparison.Ordinal)
        where T : CpdResource
    {
        var byId = all.FirstOrDefault(r => string.Equals(r.Id, nameOrId, StringComparison.Ordinal));
        if (byId is not null) return byId;
        var named = all.Where(r => string.Equals(r.Name, nameOrId, comparison)).ToList();
        var current = named.Where(r => Array.IndexOf(r.Tags, CpdTags.Superseded) < 0).ToList();
        if (current.Count == 1) return current[0];
        if (current.Count > 1)
        {
            throw new CpdAmbiguousNameException(
                $"{current.Count} {Plural(kind)} are named '{nameOrId}': {string.Join(", ", current.Select(Describe))}.")
            {
                Candidates = [.. current.Select(Candidate)],
                Target = nameOrId,
                RecommendedAction = "Give the id of the one that is meant.",
            };
        }

        if (named.Count > 0)
        {
            throw new CpdNameNotFoundException($"Every {kind} named '{nameOrId}' is tagged '{CpdTags.Superseded}': {string.Join(", ", named.Select(Describe))}.")
            {
                Target = nameOrId,
                RecommendedAction = "Give the id of an earlier version if that is meant.",
            };
        }

        var near = NearNames.Of(nameOrId, all.Select(r => r.Name));
        var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near.Select(n => $"'{n}'"))}?" : "";
        throw new CpdNameNotFoundException($"There is no {kind} with the name or id '{nameOrId}' that you can see.{hint}")
        {
            Suggestions = near,
            Target = nameOrId,
            RecommendedAction = near.Count > 0
                ? "Check the spelling; names are compared exactly."
                : "Check the spelling, and that your user is a member of the place where it is.",
        };
    }

    /// <summary>Ids are UUIDs; trying anything else as an id would only cost a call.</summary>
    public static bool LooksLikeId(string text) => Guid.TryParseExact(text, "D", out _);

    private static string Describe(CpdResource r) => r.CreatedAt is { } created ? $"{r.Id} ({r.Type}, created {created:yyyy-MM-dd HH:mm}Z)" : $"{r.Id} ({r.Type})";

    private static CpdCandidate Candidate(CpdResource r) => new(r.Id, r.Name, r.Type, r.CreatedAt);

    private static string Plural(string kind) => kind + "s";
}
