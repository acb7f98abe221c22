using MlopsCmdlets.Sandbox.MachineLearning.Assets;
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
        foreach (var family in AssetFamily.All) new AssetFamilyRoutes(family, specifications).Map(routes);
        new AssetContentRoutes(specifications).Map(routes);
    }
}
