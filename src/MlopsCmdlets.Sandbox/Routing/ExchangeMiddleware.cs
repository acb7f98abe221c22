using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>The outermost part of the pipeline: gives each exchange its trace id, writes errors in the family's form, and logs the exchange.</summary>
internal sealed class ExchangeMiddleware(RequestDelegate next, World world)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var trace = http.Request.Headers["X-Global-Transaction-ID"].ToString() is { Length: > 0 and <= 64 } given && given.All(char.IsAsciiLetterOrDigit) ? given : Ids.Trace();
        CallContext.SetTrace(http, trace);
        http.Response.Headers["X-Global-Transaction-ID"] = trace;
        var broken = false;
        try
        {
            await AnswerAsync(http, trace);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            broken = true;
        }
        catch (IOException)
        {
            // The client left, or a fault rule broke the connection, while the body was on its way.
            broken = true;
            http.Abort();
        }
        finally
        {
            Log(http, broken);
        }
    }

    private async Task AnswerAsync(HttpContext http, string trace)
    {
        var policy = http.GetEndpoint()?.Metadata.GetMetadata<EndpointPolicy>();
        try
        {
            await next(http);

            // Nothing was found at this path: the gateway answers, not a service.
            if (http.GetEndpoint() is null && !http.Response.HasStarted && http.Response.StatusCode is 404 or 405)
                await Reply.Text("Error 404 - Not Found", 404).ExecuteAsync(http);
        }
        catch (ApiException error) when (!http.Response.HasStarted)
        {
            await ErrorWriter.Result(policy?.Errors ?? ErrorShape.Gateway, error, trace).ExecuteAsync(http);
        }
        catch (Exception error) when (!http.Response.HasStarted && error is not (OperationCanceledException or IOException))
        {
            world.Logger.LogError(error, "{Method} {Path} failed inside the sandbox", http.Request.Method, http.Request.Path);
            await ErrorWriter.Result(policy?.Errors ?? ErrorShape.Errors, new ApiException(500, "internal_error", $"The sandbox failed: {error.GetType().Name}: {error.Message}"), trace)
                .ExecuteAsync(http);
        }
    }

    private void Log(HttpContext http, bool broken)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith("/_sandbox", StringComparison.Ordinal)) return;
        var status = broken || (http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted) ? 0 : http.Response.StatusCode;
        var user = CallContext.UserName(http);
        var fault = CallContext.Fault(http)?.Kind.ToString();
        world.Requests.Add(http.Request.Method, path, status, user, fault, world.Now);
        if (world.Options.Verbose) world.Logger.LogInformation("{Status} {Method} {Path} {User} {Fault}", status, http.Request.Method, path, user ?? "-", fault ?? "");
    }
}
