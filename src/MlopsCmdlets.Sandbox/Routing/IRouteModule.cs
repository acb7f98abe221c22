using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>One family of endpoints. Modules are listed in <see cref="Modules"/> and know each other only through the <see cref="World"/>.</summary>
internal interface IRouteModule
{
    /// <summary>Called once at start. Handlers get the world again with each <see cref="ApiCall"/>.</summary>
    void Map(RouteTable routes, World world);
}
