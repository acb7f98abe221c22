using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A part of Azure DevOps' API below <c>/azure/{organization}</c>. Every call runs alone, after its credentials and version were checked.</summary>
internal abstract class AzurePart : IRouteModule
{
    /// <summary>The prefix of paths that are the organisation's.</summary>
    protected const string OfOrganization = "/_apis";

    /// <summary>The prefix of paths that are a project's.</summary>
    protected const string OfProject = "/{project}/_apis";

    private RouteTable? _routes;

    public void Map(RouteTable routes, World world)
    {
        _routes = routes.With(ErrorShape.Azure, Access.Anonymous);
        Map();
        _routes = null;
    }

    protected abstract void Map();

    protected void Get(string path, Func<AzureCall, Task<IResult>> handler) => _routes!.Get(Prefix(path), Run(handler));

    protected void Get(string path, Func<AzureCall, IResult> handler) => Get(path, Plain(handler));

    protected void Post(string path, Func<AzureCall, Task<IResult>> handler) => _routes!.Post(Prefix(path), Run(handler));

    protected void Put(string path, Func<AzureCall, Task<IResult>> handler) => _routes!.Put(Prefix(path), Run(handler));

    protected void Patch(string path, Func<AzureCall, Task<IResult>> handler) => _routes!.Patch(Prefix(path), Run(handler));

    protected void Delete(string path, Func<AzureCall, Task<IResult>> handler) => _routes!.Delete(Prefix(path), Run(handler));

    protected void Delete(string path, Func<AzureCall, IResult> handler) => Delete(path, Plain(handler));

    private static string Prefix(string path) => "/azure/{organization}" + path;

    private static Func<AzureCall, Task<IResult>> Plain(Func<AzureCall, IResult> handler) => call => Task.FromResult(handler(call));

    private static Func<ApiCall, Task<IResult>> Run(Func<AzureCall, Task<IResult>> handler) => async call =>
    {
        var gate = call.World.Git.Gate;
        await gate.WaitAsync(call.Aborted);
        try
        {
            var (opened, signIn) = AzureCall.Open(call);
            return signIn ?? await handler(opened!);
        }
        finally
        {
            gate.Release();
        }
    };
}
