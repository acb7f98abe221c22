using System.Globalization;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A repository on Azure Repos.</summary>
internal sealed class AzureRepository(GitHost host, long id, AzureProject project, string name) : GitRepository(host, id, name)
{
    public const string UsePullRequest = "TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.";

    public AzureProject Project => project;

    public string Guid { get; } = string.Create(CultureInfo.InvariantCulture, $"0b5e7a11-2222-4000-8000-{id:x12}");

    public string FullName => $"{project.Organization.Login}/{project.Name}/{Name}";

    /// <summary>Path and query of the clone URL, without the origin.</summary>
    public string ClonePath => $"/azure/{project.Organization.Login}/{project.Name}/_git/{Uri.EscapeDataString(Name)}";

    public List<AzurePullRequest> PullRequests { get; } = [];

    public List<AzureStatus> Statuses { get; } = [];

    public Dictionary<string, GitUser> Creators { get; } = new(StringComparer.Ordinal);

    public override string Realm => "https://dev.azure.com/";

    public bool IsNamed(string text) => Name.Equals(text, StringComparison.OrdinalIgnoreCase) || Guid.Equals(text, StringComparison.OrdinalIgnoreCase);

    public override RepositoryPermission PermissionOf(GitUser? user)
    {
        if (user is null) return RepositoryPermission.None;
        if (user.IsSiteAdministrator || project.Organization.Owners.Contains(user)) return RepositoryPermission.Admin;
        if (!project.Organization.Members.Contains(user)) return RepositoryPermission.None;
        var held = project.Organization.Teams.Where(t => t.Members.Contains(user)).Select(t => t.Permission).DefaultIfEmpty(RepositoryPermission.Read).Max();
        if (Host.Azure.Access.Says(user, this, null, AccessControl.Read) == false) return RepositoryPermission.None;
        return held;
    }

    public override bool MayPushWith(GitToken token) => token.Has("vso.code_write") || token.Has("vso.code_manage") || token.Has("vso.code_full");

    public override string PushDenied(GitUser user) => Needs("GenericContribute", null);

    /// <summary>Whether a user holds a permission, by the lists and else by role.</summary>
    public bool May(GitUser user, int bit, string? branch)
    {
        if (Host.Azure.Access.Says(user, this, branch, bit) is { } said) return said;
        return bit switch
        {
            AccessControl.Contribute or AccessControl.CreateBranch or AccessControl.PullRequestContribute => PermissionOf(user) >= RepositoryPermission.Write,

            // Whoever made a branch may rewrite and delete it.
            AccessControl.ForcePush => PermissionOf(user) == RepositoryPermission.Admin || (branch is not null && Creators.GetValueOrDefault(branch) == user),
            AccessControl.PolicyExempt or AccessControl.PullRequestBypassPolicy => false,
            _ => PermissionOf(user) >= RepositoryPermission.Read,
        };
    }

    public IEnumerable<AzurePolicy> PoliciesFor(string branch) => Host.Azure.Policies.Where(p => p.Concerns(this, branch));

    public override Task<RefRule?> JudgeAsync(RefUpdate update, GitUser user) => Task.FromResult(Judge(update, user));

    /// <summary>The text of the rule that an update breaks. A blocking policy alone forbids direct pushes to its branch.</summary>
    public RefRule? Judge(RefUpdate update, GitUser user)
    {
        var branch = update.Branch;
        if (update.Creates) return May(user, AccessControl.CreateBranch, branch) ? null : Refuse(Needs("CreateBranch", null));
        if (!May(user, AccessControl.Contribute, branch)) return Refuse(Needs("GenericContribute", branch));
        if (branch is not null && PoliciesFor(branch).Any(p => p.IsBlocking) && !May(user, AccessControl.PolicyExempt, branch)) return Refuse(UsePullRequest);
        if (May(user, AccessControl.ForcePush, branch)) return null;
        return update.Deletes ? Refuse(Needs("ForcePush", branch)) : Refuse(Needs("ForcePush", branch)) with { OnlyForward = true };
    }

    public string Needs(string permission, string? branch) =>
        $"TF401027: You need the Git '{permission}' permission to perform this action. Details: identity, scope '{(branch is null ? "repository" : "branch")}'.";

    public override async Task OnRefChangedAsync(RefUpdate update, GitUser user)
    {
        await base.OnRefChangedAsync(update, user);
        if (update.Branch is not { } branch) return;
        if (update.Creates) Creators[branch] = user;
        if (update.Deletes) Creators.Remove(branch);
        foreach (var request in Host.Azure.Repositories.SelectMany(r => r.PullRequests).ToList())
        {
            if ((request.HeadRepository == this && request.HeadBranch == branch) || (request.Repository == this && request.BaseBranch == branch))
                await request.RefreshAsync(user);
        }
    }

    private static RefRule Refuse(string text) => new(text, [text]);
}
