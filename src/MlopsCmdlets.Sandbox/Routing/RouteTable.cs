using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>
/// Where modules put their endpoints. Handlers are plain functions of <see cref="ApiCall"/>: no parameter binding by reflection, which would cost most of the start-up time.
/// </summary>
internal sealed class RouteTable(IEndpointRouteBuilder endpoints, World world, EndpointPolicy policy)
{
    /// <summary>The same table for endpoints with another form of errors or another demand on callers.</summary>
    public RouteTable With(ErrorShape errors, Access access = Access.Token) => new(endpoints, world, new(errors, access));

    public void Get(string pattern, Func<ApiCall, IResult> handler) => Add("GET", pattern, call => Task.FromResult(handler(call)));

    public void Get(string pattern, Func<ApiCall, Task<IResult>> handler) => Add("GET", pattern, handler);

    public void Head(string pattern, Func<ApiCall, IResult> handler) => Add("HEAD", pattern, call => Task.FromResult(handler(call)));

    public void Post(string pattern, Func<ApiCall, Task<IResult>> handler) => Add("POST", pattern, handler);

    public void Post(string pattern, Func<ApiCall, IResult> handler) => Add("POST", pattern, call => Task.FromResult(handler(call)));

    public void Put(string pattern, Func<ApiCall, Task<IResult>> handler) => Add("PUT", pattern, handler);

    public void Patch(string pattern, Func<ApiCall, Task<IResult>> handler) => Add("PATCH", pattern, handler);

    public void Delete(string pattern, Func<ApiCall, IResult> handler) => Add("DELETE", pattern, call => Task.FromResult(handler(call)));

    public void Delete(string pattern, Func<ApiCall, Task<IResult>> handler) => Add("DELETE", pattern, handler);

    private void Add(string method, string pattern, Func<ApiCall, Task<IResult>> handler)
    {
        RequestDelegate run = async http =>
        {
            var result = await handler(new ApiCall(http, world));
            await result.ExecuteAsync(http);
        };
        endpoints.MapMethods(pattern, [method], run).WithMetadata(policy);
    }
}
