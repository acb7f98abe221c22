using MlopsCmdlets.Sandbox.MachineLearning.Assets;
using MlopsCmdlets.Sandbox.MachineLearning.Batch;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.MachineLearning.Scoring;
using MlopsCmdlets.Sandbox.MachineLearning.Specifications;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning;

/// <summary>Watson Machine Learning: everything below <c>/ml/v4</c>, and the specifications that its assets name.</summary>
internal sealed class MachineLearningRoutes : IRouteModule
{
    public void Map(RouteTable routes, World world)
    {
        var specifications = new SpecificationDirectory(world);
        var loader = new AssetLoader(specifications);
        var deployments = new DeploymentRegistry(world);

        new SpecificationRoutes(specifications).Map(routes);
        PackageExtensionRoutes.Map(routes);
        foreach (var family in AssetFamily.All) new AssetFamilyRoutes(family, specifications).Map(routes);
        new AssetContentRoutes(specifications).Map(routes);
        new DeploymentRoutes(deployments, loader, specifications).Map(routes);
        new PredictionRoutes(deployments).Map(routes);
        new DeploymentJobRoutes(world, deployments, new JobRunner(world, loader), specifications).Map(routes);
    }
}
