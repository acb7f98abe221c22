using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox;

/// <summary>The only list of what the sandbox is made of. A new family of endpoints or a new seed adds its line here and nothing elsewhere.</summary>
internal static class Modules
{
    /// <summary>Made anew for each server, so a module may keep state of its own in fields.</summary>
    public static IReadOnlyList<IRouteModule> CreateRoutes(Func<string> caCertificate) =>
    [
        new Identity.AuthorizationRoutes(),
        new Identity.PlatformUserRoutes(),
        new Identity.UserManagementRoutes(),
        new Spaces.SpaceRoutes(),
        new Spaces.SpaceMemberRoutes(),
        new Projects.ProjectRoutes(),
        new Projects.ProjectMemberRoutes(),
        new Assets.AssetRoutes(),
        new Assets.AttachmentRoutes(),
        new Assets.AttributeRoutes(),
        new Assets.RevisionRoutes(),
        new Assets.AssetTypeRoutes(),
        new Assets.PromoteRoutes(),
        new Assets.Search.SearchRoutes(),
        new Files.AssetFileRoutes(),
        new Connections.ConnectionRoutes(),
        new Connections.DatasourceTypes(),
        new Transfers.TransferRoutes(),
        new Control.ControlRoutes(caCertificate),
        new MachineLearning.MachineLearningRoutes(),
        new Git.Control.GitControlRoutes(),
        new Git.Transport.TransportRoutes(),
        new Git.GitHub.AccountRoutes(),
        new Git.GitHub.RepositoryRoutes(),
        new Git.GitHub.RefRoutes(),
        new Git.GitHub.BranchRoutes(),
        new Git.GitHub.CommitRoutes(),
        new Git.GitHub.ContentRoutes(),
        new Git.GitHub.PullRoutes(),
        new Git.GitHub.ReviewRoutes(),
        new Git.Azure.OrganizationRoutes(),
        new Git.Azure.AzureRepositoryRoutes(),
        new Git.Azure.AzureRefRoutes(),
        new Git.Azure.AzureCommitRoutes(),
        new Git.Azure.AzurePullRoutes(),
        new Git.Azure.AzureThreadRoutes(),
        new Git.Azure.AzurePolicyRoutes(),
    ];

    public static IReadOnlyList<ISeed> Seeds { get; } =
    [
        new Seed.ChurnSeed(),
    ];
}
