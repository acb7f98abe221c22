using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>Applies the fault rules to every request but those to the control endpoints.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, World world)
{
    private readonly StaleReads _stale = new(world);

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith("/_sandbox", StringComparison.Ordinal) || world.Faults.Rules.IsEmpty)
        {
            await next(http);
            return;
        }

        var rule = world.Faults.Match(http.Request.Method, path, http.Request.QueryString.Value ?? "");
        if (rule is not null) CallContext.SetFault(http, rule);
        if (rule is null || rule.Kind is FaultKind.InternalHosts or FaultKind.DanglingReferences or FaultKind.Fail)
        {
            await _stale.InvokeAsync(http, next);
            return;
        }

        switch (rule.Kind)
        {
            case FaultKind.Status:
                await AnswerStatusAsync(http, rule);
                break;
            case FaultKind.Delay:
                await Task.Delay(rule.Delay, world.Time, http.RequestAborted);
                await next(http);
                break;
            case FaultKind.Stall when rule.AfterBytes is null:
                await Task.Delay(Timeout.InfiniteTimeSpan, world.Time, http.RequestAborted);
                break;
            case FaultKind.Clock:
                http.Response.Headers.Date = world.Now.AddSeconds(rule.Seconds).UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
                await next(http);
                break;
            case FaultKind.Reset:
                http.Abort();
                break;
            case FaultKind.ExpireToken:
                if (Git.Accounts.GitAccounts.Secret(http.Request.Headers.Authorization.ToString()) is { } secret)
                {
                    world.Tokens.Revoke(secret);
                    world.Git.Accounts.Revoke(secret);
                }

                throw ApiException.Unauthorized("The token has expired.");
            case FaultKind.LostReply:
                await RunUnseenAsync(http);
                http.Abort();
                break;
            case FaultKind.LateStatus:
                await RunUnseenAsync(http);
                http.Response.Clear();
                http.Response.Headers["X-Global-Transaction-ID"] = CallContext.Trace(http);
                await AnswerStatusAsync(http, rule);
                break;
            default:
                await DamageBodyAsync(http, rule);
                break;
        }
    }

    private async Task AnswerStatusAsync(HttpContext http, FaultRule rule)
    {
        if (rule.Delay > TimeSpan.Zero) await Task.Delay(rule.Delay, world.Time, http.RequestAborted);
        if (rule.RetryAfter is { } after)
        {
            http.Response.Headers.RetryAfter = after.StartsWith("date:", StringComparison.Ordinal) && int.TryParse(after.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture, out var seconds)
                ? world.Now.AddSeconds(seconds).UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                : after;
        }

        foreach (var (name, value) in rule.Headers)
        {
            http.Response.Headers[name] = value.StartsWith("in:", StringComparison.Ordinal) && int.TryParse(value.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture, out var ahead)
                ? world.Now.AddSeconds(ahead).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
                : value;
        }

        if (rule.Body is { } body)
        {
            await Reply.Text(body, rule.Status, rule.ContentType).ExecuteAsync(http);
            return;
        }

        // Errors of the gateway itself are pages; others have the family's form.
        var shape = rule.Status is 502 or 503 or 504 ? ErrorShape.Gateway : http.GetEndpoint()?.Metadata.GetMetadata<EndpointPolicy>()?.Errors ?? ErrorShape.Errors;
        await ErrorWriter.Result(shape, new ApiException(rule.Status, "injected_fault", rule.Message ?? "A fault rule answers this request."), CallContext.Trace(http)).ExecuteAsync(http);
    }

    /// <summary>Does the work; whatever it answers, good or bad, the client does not see.</summary>
    private async Task RunUnseenAsync(HttpContext http)
    {
        var original = http.Response.Body;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        catch (ApiException)
        {
            // The client would not have seen this answer either.
        }
        finally
        {
            http.Response.Body = original;
        }
    }

    private async Task DamageBodyAsync(HttpContext http, FaultRule rule)
    {
        var original = http.Response.Body;
        var damaged = new DamagedBody(original, http, rule);
        http.Response.OnStarting(damaged.OnStarting);
        http.Response.Body = damaged;
        try
        {
            await next(http);
            await damaged.CompleteAsync();
        }
        finally
        {
            http.Response.Body = original;
        }
    }
}
