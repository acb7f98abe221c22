using System.Net;
using System.Text;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Identity;

/// <summary>Lets a request through to its endpoint when it brings what the endpoint asks for.</summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, World world)
{
    public Task InvokeAsync(HttpContext http)
    {
        var access = http.GetEndpoint()?.Metadata.GetMetadata<EndpointPolicy>()?.Access ?? Access.Anonymous;
        if (access == Access.Control && !IsLocal(http)) throw ApiException.Forbidden("The control endpoints answer only to this machine.");
        if (access == Access.Control && http.Request.Headers["X-Sandbox-Key"].ToString() is { Length: > 0 } key)
        {
            if (key != world.ControlKey) throw ApiException.Unauthorized("The control key is wrong; the sandbox printed the right one when it started.");
            return next(http);
        }

        if (access == Access.TokenOrSignature && http.Request.Query["signature"].ToString() is { Length: > 0 } signature)
        {
            var method = HttpMethods.IsHead(http.Request.Method) ? "GET" : http.Request.Method;
            if (!world.Tokens.CheckLink(method, http.Request.Path.Value ?? "", signature)) throw ApiException.Unauthorized("The signature of the link is wrong or has expired.");
            return next(http);
        }

        var user = Identify(http.Request.Headers.Authorization.ToString(), access);
        if (user is not null) CallContext.SetCaller(http, user);
        else if (access != Access.Anonymous) throw ApiException.Unauthorized("The token is missing, not valid or has expired.");
        if (access == Access.Control && !user!.IsAdministrator) throw ApiException.Forbidden("The control endpoints need the control key or an administrator.");
        return next(http);
    }

    private static bool IsLocal(HttpContext http) => http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    private User? Identify(string authorization, Access access)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return world.Tokens.Check(authorization[7..].Trim()) is { } name && world.Users.TryGet(name, out var user) && user.Enabled ? user : null;
        if (authorization.StartsWith("ZenApiKey ", StringComparison.OrdinalIgnoreCase)
            && (access is Access.PlatformToken or Access.Control || world.Release.DataApisAcceptZenApiKey))
        {
            return DecodePair(authorization[10..]) is var (userName, apiKey) ? world.Users.Authenticate(userName, null, apiKey) : null;
        }

        return null;
    }

    /// <summary>Reads <c>base64(name:secret)</c>.</summary>
    public static (string Name, string Secret)? DecodePair(string base64)
    {
        Span<byte> buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.Trim(), buffer, out var length)) return null;
        var text = Encoding.UTF8.GetString(buffer[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (text[..colon], text[(colon + 1)..]) : null;
    }
}
