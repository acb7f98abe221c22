using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Branch policies and how they judge a pull request.</summary>
internal sealed class AzurePolicyRoutes : AzurePart
{
    private const string All = OfProject + "/policy/configurations";
    private const string One = All + "/{policy}";

    private static readonly string[] MatchKinds = ["Exact", "Prefix", "DefaultBranch"];

    protected override void Map()
    {
        Get(OfProject + "/policy/types", call => AzureCall.List(AzurePolicy.TypeNames.Select(t => (JsonNode)TypeDocument(call, t.Key))));
        Get(All, call =>
        {
            call.RequireScope("vso.code");
            var (project, type, scope) = (call.Project(), call.Query("policyType"), call.Query("scope"));
            return call.Page([.. call.State.Policies.Where(p => p.Project == project && (type is null || p.TypeId.Equals(type, StringComparison.OrdinalIgnoreCase)) && (scope is null || HasScope(p, scope)))], p => Document(call, p));
        });
        Get(OfProject + "/git/policy/configurations", call =>
        {
            call.RequireScope("vso.code");
            var (project, reference, type) = (call.Project(), call.Query("refName"), call.Query("policyType"));
            var repository = call.Query("repositoryId") is { } id ? call.State.ById(id) ?? throw AzureErrors.RepositoryNotFound(id) : null;
            return call.Page(
                [.. call.State.Policies.Where(p => p.Project == project
                    && (type is null || p.TypeId.Equals(type, StringComparison.OrdinalIgnoreCase))
                    && (repository is null || reference is null || p.Concerns(repository, reference.Replace(GitRef.Heads, "", StringComparison.Ordinal))))],
                p => Document(call, p));
        });
        Post(All, CreateAsync);
        Get(One, call => Reply.Json(Document(call, Find(call))));
        Put(One, ChangeAsync);
        Delete(One, call =>
        {
            var policy = Find(call);
            RequireEditor(call);
            call.State.Policies.Remove(policy);
            return Reply.Empty();
        });
        Get(OfProject + "/policy/evaluations", Evaluations);
    }

    private static AzurePolicy Find(AzureCall call) =>
        int.TryParse(call.Route("policy"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && call.State.Policies.FirstOrDefault(p => p.Id == id && p.Project == call.Project()) is { } found
            ? found
            : throw new ApiException(404, "PolicyConfigurationNotFoundException", $"TF402463: The policy configuration {call.Route("policy")} was not found.");

    private static void RequireEditor(AzureCall call)
    {
        call.RequireScope("vso.code_manage");
        var project = call.Project();
        var edits = call.User.IsSiteAdministrator || project.Organization.Owners.Contains(call.User) || project.Organization.Teams.Any(t => t.Permission == RepositoryPermission.Admin && t.Members.Contains(call.User));
        if (!edits || call.TokenKind == TokenKind.Pipeline) throw AzureErrors.NeedsPermission("EditPolicies");
    }

    private static bool HasScope(AzurePolicy policy, string scope) =>
        (policy.Settings.Array("scope") ?? []).Any(s => scope.Equals($"{s.Text("repositoryId")?.Replace("-", "", StringComparison.Ordinal)}:{s.Text("refName")}", StringComparison.OrdinalIgnoreCase));

    private static async Task<IResult> CreateAsync(AzureCall call)
    {
        RequireEditor(call);
        var body = await call.BodyAsync();
        var type = body.Text("type", "id") ?? throw AzureErrors.Argument("type");
        if (!AzurePolicy.TypeNames.ContainsKey(type)) throw new ApiException(404, "PolicyTypeNotFoundException", $"TF402464: The policy type {type} does not exist.");
        var policy = new AzurePolicy(call.State.NextPolicy(), type.ToLowerInvariant(), call.User, call.Now)
        {
            Project = call.Project(),
            IsEnabled = body.Flag("isEnabled") ?? throw AzureErrors.Argument("isEnabled"),
            IsBlocking = body.Flag("isBlocking") ?? throw AzureErrors.Argument("isBlocking"),
            Settings = Settings(type, body),
        };
        call.State.Policies.Add(policy);
        return Reply.Json(Document(call, policy));
    }

    private static async Task<IResult> ChangeAsync(AzureCall call)
    {
        var policy = Find(call);
        RequireEditor(call);
        var body = await call.BodyAsync();
        policy.IsEnabled = body.Flag("isEnabled") ?? throw AzureErrors.Argument("isEnabled");
        policy.IsBlocking = body.Flag("isBlocking") ?? throw AzureErrors.Argument("isBlocking");
        policy.Settings = Settings(policy.TypeId, body);
        policy.Revision++;
        return Reply.Json(Document(call, policy));
    }

    private static JsonObject Settings(string type, JsonObject body)
    {
        var settings = body.Object("settings")?.Copy() ?? throw AzureErrors.Argument("settings");
        if (settings.Array("scope") is not { Count: > 0 } scopes) throw AzureErrors.Argument("scope");
        if (scopes.Any(s => s.Text("refName") is { } name && !name.StartsWith("refs/", StringComparison.Ordinal))) throw AzureErrors.Argument("refName");
        foreach (var scope in scopes.OfType<JsonObject>()) Spell(scope);
        if (type.Equals(AzurePolicy.MinimumReviewers, StringComparison.OrdinalIgnoreCase) && settings.Whole("minimumApproverCount") is null or < 1) throw AzureErrors.Argument("minimumApproverCount");
        if (type.Equals(AzurePolicy.Status, StringComparison.OrdinalIgnoreCase) && settings.Text("statusName") is not { Length: > 0 }) throw AzureErrors.Argument("statusName");
        return settings;
    }

    /// <summary>Azure takes the kind in any case and spells it its own way.</summary>
    private static void Spell(JsonObject scope)
    {
        if (scope.Text("matchKind") is not { } kind) return;
        scope["matchKind"] = MatchKinds.FirstOrDefault(k => k.Equals(kind, StringComparison.OrdinalIgnoreCase)) ?? throw AzureErrors.Argument("matchKind");
    }

    private static JsonObject TypeDocument(AzureCall call, string id) => new()
    {
        ["id"] = id,
        ["url"] = $"{call.Root}/{call.Project().Id}/_apis/policy/types/{id}",
        ["displayName"] = AzurePolicy.TypeNames[id],
    };

    private static JsonObject Document(AzureCall call, AzurePolicy policy)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"{call.Root}/{policy.Project.Id}/_apis/policy/configurations/{policy.Id}");
        return new()
        {
            ["createdBy"] = AzureDocuments.Identity(call, policy.Creator),
            ["createdDate"] = policy.CreatedAt.ToMilliseconds(),
            ["isEnabled"] = policy.IsEnabled,
            ["isBlocking"] = policy.IsBlocking,
            ["isDeleted"] = false,
            ["settings"] = policy.Settings.DeepClone(),
            ["isEnterpriseManaged"] = false,
            ["revision"] = policy.Revision,
            ["id"] = policy.Id,
            ["url"] = url,
            ["type"] = TypeDocument(call, policy.TypeId),
        };
    }

    /// <summary>The policies of one pull request, named by <c>vstfs:///CodeReview/CodeReviewId/{project}/{number}</c>.</summary>
    private static IResult Evaluations(AzureCall call)
    {
        call.RequirePreview();
        call.RequireScope("vso.code");
        var project = call.Project();
        var artifact = call.Query("artifactId") ?? throw AzureErrors.Argument("artifactId");
        var prefix = $"vstfs:///CodeReview/CodeReviewId/{project.Id}/";
        var pull = artifact.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && int.TryParse(artifact[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? call.State.Repositories.Where(r => r.Project == project).SelectMany(r => r.PullRequests).FirstOrDefault(p => p.Number == number)
            : null;
        if (pull is null) throw AzureErrors.PullRequestNotFound();
        return AzureCall.List(pull.AzureRepository.PoliciesFor(pull.BaseBranch).Select(policy =>
        {
            var (status, reason) = PolicyCheck.Evaluate(policy, pull);
            var document = new JsonObject
            {
                ["configuration"] = Document(call, policy),
                ["artifactId"] = artifact,
                ["evaluationId"] = string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-4444-{policy.Id:x4}-8000-{pull.Number:x12}"),
                ["startedDate"] = pull.CreatedAt.ToMilliseconds(),
                ["status"] = status,
                ["context"] = reason is null ? null : new JsonObject { ["message"] = reason },
            };
            if (status == "approved") document["completedDate"] = pull.UpdatedAt.ToMilliseconds();
            return (JsonNode)document;
        }));
    }
}
