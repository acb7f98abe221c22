using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A part of GitHub's API below <c>/api/v3</c>. Every call runs alone, after its credentials and quota were checked.</summary>
internal abstract class GitHubPart : IRouteModule
{
    private RouteTable? _routes;

    public void Map(RouteTable routes, World world)
    {
        _routes = routes.With(ErrorShape.GitHub, Access.Anonymous);
        Map();
        _routes = null;
    }

    protected abstract void Map();

    protected void Get(string path, Func<GitHubCall, Task<IResult>> handler) => _routes!.Get(Prefix(path), Run(handler));

    protected void Get(string path, Func<GitHubCall, IResult> handler) => Get(path, Plain(handler));

    protected void Post(string path, Func<GitHubCall, Task<IResult>> handler) => _routes!.Post(Prefix(path), Run(handler));

    protected void Put(string path, Func<GitHubCall, Task<IResult>> handler) => _routes!.Put(Prefix(path), Run(handler));

    protected void Put(string path, Func<GitHubCall, IResult> handler) => Put(path, Plain(handler));

    protected void Patch(string path, Func<GitHubCall, Task<IResult>> handler) => _routes!.Patch(Prefix(path), Run(handler));

    protected void Delete(string path, Func<GitHubCall, Task<IResult>> handler) => _routes!.Delete(Prefix(path), Run(handler));

    protected void Delete(string path, Func<GitHubCall, IResult> handler) => Delete(path, Plain(handler));

    private static string Prefix(string path) => "/api/v3" + path;

    private static Func<GitHubCall, Task<IResult>> Plain(Func<GitHubCall, IResult> handler) => call => Task.FromResult(handler(call));

    private static Func<ApiCall, Task<IResult>> Run(Func<GitHubCall, Task<IResult>> handler) => async call =>
    {
        var gate = call.World.Git.Gate;
        await gate.WaitAsync(call.Aborted);
        try
        {
            return await handler(new GitHubCall(call));
        }
        finally
        {
            gate.Release();
        }
    };
}
