using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Login;

/// <summary>The login calls. There are no refresh tokens: renewing is logging in again.</summary>
internal sealed class LoginFlow(CpdCredential credential, Func<Uri, IApiTransport> foreignTransport, TimeProvider time)
{
    private static readonly TimeSpan LastMinute = TimeSpan.FromSeconds(60);

    private string Purpose => $"log in as '{credential.UserName}'";

    /// <summary>The claims of the newest token; null if it is not a JWT.</summary>
    public JsonElement? Claims { get; private set; }

    public Task<AccessToken> LogInAsync(IApiTransport transport, CancellationToken cancellationToken) =>
        credential.Type == CpdAuthenticationType.Iam ? IamAsync(transport, cancellationToken) : PlatformAsync(transport, cancellationToken);

    private async Task<AccessToken> PlatformAsync(IApiTransport transport, CancellationToken cancellationToken)
    {
        var secret = credential.Type == CpdAuthenticationType.ApiKey ? "api_key" : "password";
        var request = Call.Post("/icp4d-api/v1/authorize", Purpose).Safe().Json(w =>
        {
            w.WriteString("username", credential.UserName);
            w.WriteString(secret, credential.Secret.Span);
        }) with { Anonymous = true };
        var reply = await SendAsync(transport, request, cancellationToken).ConfigureAwait(false);
        // The message code differs between releases; only the token tells.
        return Token(reply, "token");
    }

    private async Task<AccessToken> IamAsync(IApiTransport transport, CancellationToken cancellationToken)
    {
        string access;
        using (var iam = foreignTransport(credential.IamUrl!))
        {
            var form = "grant_type=password&scope=openid&username=" + Uri.EscapeDataString(credential.UserName!)
                + "&password=" + Uri.EscapeDataString(credential.Secret.Reveal());
            var request = new ApiRequest(HttpVerb.Post, "/idprovider/v1/auth/identitytoken")
            {
                Purpose = Purpose + " at the identity service",
                Anonymous = true,
                Retry = RetrySafety.Safe,
                Body = new ApiBody.Bytes(Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded"),
            };
            JsonElement reply;
            try
            {
                reply = await SendAsync(iam, request, cancellationToken).ConfigureAwait(false);
            }
            catch (NotCloudPakForDataException e) when (e.InnerException is not null)
            {
                // Older identity services have it elsewhere.
                reply = await SendAsync(iam, new ApiRequest(HttpVerb.Post, "/v1/auth/identitytoken")
                {
                    Purpose = request.Purpose,
                    Anonymous = true,
                    Retry = RetrySafety.Safe,
                    Body = request.Body,
                }, cancellationToken).ConfigureAwait(false);
            }

            access = reply.Text("access_token") ?? throw Refused("The identity service gave no token.");
        }

        var exchange = Call.Get("/v1/preauth/validateAuth", Purpose)
            .Header("username", credential.UserName!).Header("iam-token", access) with { Anonymous = true };
        return Token(await SendAsync(transport, exchange, cancellationToken).ConfigureAwait(false), "accessToken");
    }

    private static async Task<JsonElement> SendAsync(IApiTransport transport, ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(request, CpdJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            var translated = ErrorTranslator.Translate(e, request, transport.Origin.Host);
            // What a proxy spoils on the way says nothing about who answered.
            throw e is not ApiEncodingException && translated is CpdNotFoundException or CpdServiceNotInstalledException or CpdInvalidReplyException
                or CpdApiException { Status: 405 }
                ? NotCloudPak(transport.Origin, translated)
                : translated;
        }
    }

    private AccessToken Token(JsonElement reply, string name)
    {
        if (reply.Text(name) is not { Length: > 0 } token) throw Refused("The server answered without a token.");
        Claims = JsonWebToken.Claims(token.AsSpan());
        var now = time.GetUtcNow();
        var expiry = JsonWebToken.Expiry(Claims);
        // The server's own clock on both ends, so that a wrong clock here does no harm.
        var life = expiry - (JsonWebToken.IssuedAt(Claims) ?? now);
        if (expiry is null && reply.Whole("expires_in") is { } seconds and > 0)
        {
            life = TimeSpan.FromSeconds(seconds);
            expiry = now + life;
        }

        return new AccessToken("Bearer " + token, expiry, RenewAt(now, life));
    }

    /// <summary>At 80 % of the life, or a minute before its end if that is earlier.</summary>
    private static DateTimeOffset? RenewAt(DateTimeOffset now, TimeSpan? life)
    {
        if (life is not { } span || span <= TimeSpan.Zero) return null;
        var most = TimeSpan.FromTicks(span.Ticks / 5 * 4);
        var minute = span - LastMinute;
        return now + (minute > TimeSpan.Zero && minute < most ? minute : most);
    }

    private CpdAuthenticationException Refused(string message) => new($"Could not {Purpose}: {message}")
    {
        Operation = Purpose,
        RecommendedAction = "Check the user name and the password or key.",
    };

    internal static NotCloudPakForDataException NotCloudPak(Uri origin, Exception inner) =>
        new($"What answers at {origin.GetLeftPart(UriPartial.Authority)} is not Cloud Pak for Data: the login is not there.", inner)
        {
            Target = origin.ToString(),
            RecommendedAction = "Give the address of the cluster's route (https://cpd-NAMESPACE.apps.DOMAIN), and check that no proxy answers instead.",
        };
}
