using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>Branch policies: which are there, for which branches, and their changes.</summary>
internal sealed class BranchPolicies(AzureConnection connection)
{
    private const string Rights = "Code (Read, write, & manage)";

    /// <summary>All policies of the repository's project.</summary>
    public async Task<IReadOnlyList<AzurePolicy>> ListAsync(HostRepositoryName name, string action, CancellationToken cancellationToken)
    {
        var call = AzureCall.Get(PathOf(name), action) with { What = "project " + name.Owner };
        var all = await connection.ListAsync(call, AzureJson.Default.AzureListAzurePolicy, cancellationToken).ConfigureAwait(false);
        return all.Where(p => p.IsDeleted != true).ToList();
    }

    /// <summary>Those in force for a branch: of it alone, of branches that begin like it, or of the whole project.</summary>
    public static IReadOnlyList<AzurePolicy> For(IEnumerable<AzurePolicy> policies, AzureRepository repository, string branch) =>
        policies.Where(p => p.IsEnabled && Scopes(p).Any(s => Concerns(p, s, repository, AzureBranches.Long(branch)))).ToList();

    /// <summary>Those of this branch alone, in force or not. Only these may be changed: others bind other branches too.</summary>
    public static IReadOnlyList<AzurePolicy> OnlyFor(IEnumerable<AzurePolicy> policies, AzureRepository repository, string branch) =>
        policies.Where(p => Scopes(p).ToList() is [var scope] && IsExactly(scope, repository, AzureBranches.Long(branch))).ToList();

    /// <summary>The scope of this branch alone.</summary>
    public static JsonArray ScopeOf(AzureRepository repository, string branch) =>
        new(new JsonObject { ["repositoryId"] = repository.Id, ["refName"] = AzureBranches.Long(branch), ["matchKind"] = "exact" });

    /// <summary>Makes or changes a policy.</summary>
    public async Task SaveAsync(HostRepositoryName name, AzurePolicy policy, string action, CancellationToken cancellationToken)
    {
        if (policy.Id is { } id)
        {
            await connection.SendAsync(Written(AzureCall.Put(PathOf(name, id), action), policy), cancellationToken).ConfigureAwait(false);
            return;
        }

        // Two of the same kind and scope would both count: look before it is made again.
        await connection.ChangeAsync(
            async () =>
            {
                await connection.SendAsync(Written(AzureCall.Post(PathOf(name), action), policy), cancellationToken).ConfigureAwait(false);
                return policy;
            },
            async () => (await ListAsync(name, action, cancellationToken).ConfigureAwait(false)).FirstOrDefault(p => p.Is(policy.Type.Id) && Has(p, policy)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(HostRepositoryName name, int id, string action, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(AzureCall.Delete(PathOf(name, id), action) with { Needs = [Rights] }, cancellationToken).ConfigureAwait(false);
        }
        catch (Errors.GitHostNotFoundException)
        {
            // Somebody was quicker, or an earlier attempt did it.
        }
    }

    private static AzureCall Written(AzureCall call, AzurePolicy policy) => call.Json(policy, AzureJson.Default.AzurePolicy) with { Needs = [Rights] };

    private static string PathOf(HostRepositoryName name) => AzureCall.Under(name.Owner) + "/_apis/policy/configurations";

    private static string PathOf(HostRepositoryName name, int id) => PathOf(name) + "/" + id.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<JsonObject> Scopes(AzurePolicy policy) => policy.Settings["scope"] is JsonArray scopes ? scopes.OfType<JsonObject>() : [];

    /// <summary>A scope without a repository speaks of all of the project; one without a name of all branches, if it speaks of branches at all.</summary>
    private static bool Concerns(AzurePolicy policy, JsonObject scope, AzureRepository repository, string reference)
    {
        if (Text(scope, "repositoryId") is { } id && !Same(id, repository.Id))
            return false;
        if (Same(Text(scope, "matchKind"), "DefaultBranch"))
            return string.Equals(repository.DefaultBranch, reference, StringComparison.Ordinal);
        if (Text(scope, "refName") is not { } name)
            return PolicyKind.IsOfBranches(policy.Type.Id);
        return Same(Text(scope, "matchKind"), "prefix") ? reference.StartsWith(name, StringComparison.Ordinal) : string.Equals(reference, name, StringComparison.Ordinal);
    }

    private static bool IsExactly(JsonObject scope, AzureRepository repository, string reference) =>
        Same(Text(scope, "repositoryId"), repository.Id)
        && string.Equals(Text(scope, "refName"), reference, StringComparison.Ordinal)
        && (Text(scope, "matchKind") is not { } kind || Same(kind, "exact"));

    /// <summary>The host adds settings of its own, and writes scopes its own way: <c>"matchKind": "Exact"</c>.</summary>
    private static bool Has(AzurePolicy policy, AzurePolicy wanted) =>
        wanted.Settings.All(w => w.Key == "scope" || JsonNode.DeepEquals(policy.Settings[w.Key], w.Value))
        && Scopes(policy).Select(KeyOf).SequenceEqual(Scopes(wanted).Select(KeyOf));

    private static (string?, string?, string) KeyOf(JsonObject scope) =>
        (Text(scope, "repositoryId")?.ToUpperInvariant(), Text(scope, "refName"), (Text(scope, "matchKind") ?? "exact").ToUpperInvariant());

    private static string? Text(JsonObject scope, string name) => scope[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
