using System.Collections.Concurrent;
using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Clients;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Login;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Cpd;

/// <summary>
/// A connection to one cluster as one user. Safe for concurrent use. It logs in again by itself where the credential allows that. No property, text form
/// or JSON of it contains a secret.
/// </summary>
public sealed class CpdSession : IDisposable
{
    private readonly SessionParts parts;
    private readonly ConcurrentDictionary<string, string> containerNames = new(StringComparer.Ordinal);
    private volatile bool closed;

    private CpdSession(SessionParts parts, string name, bool skipCheck, bool ownAuthority)
    {
        this.parts = parts;
        Name = name;
        Url = parts.Transport.Origin;
        AuthenticationType = parts.Credential.Type;
        ConnectedAt = parts.Time.GetUtcNow();
        CertificateCheck = Url.Scheme == "http" ? CpdCertificateCheck.None
            : skipCheck ? CpdCertificateCheck.Skipped
            : ownAuthority ? CpdCertificateCheck.GivenAuthority
            : CpdCertificateCheck.System;
        Rules = new ReleaseRules(null);
    }

    public string Name { get; }

    /// <summary>Scheme, host and port.</summary>
    public Uri Url { get; }

    /// <summary>The login name; with a bearer token the one in its claims, if any.</summary>
    public string? UserName => parts.Credential.UserName ?? Claims?.GetUserName();

    /// <summary>Major and minor, for example <c>4.8</c>; null if the cluster does not tell.</summary>
    public string? Release => Rules.Release?.ToString();

    public CpdAuthenticationType AuthenticationType { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>When the present token ends; null if unknown. Except for bearer tokens it is renewed before.</summary>
    public DateTimeOffset? ExpiresAt => closed ? null : parts.ExpiresAt;

    public CpdCertificateCheck CertificateCheck { get; }

    /// <summary>How far the cluster's clock is ahead of this machine's, by the date of its last reply, exact to about a second; null while none said.</summary>
    public TimeSpan? ClockOffset => (parts.Transport as RestTransport)?.ClockOffset;

    public bool IsConnected => !closed;

    /// <summary>The claims of the present token.</summary>
    internal JsonElement? Claims => parts.Claims;

    internal ReleaseRules Rules { get; private set; }

    /// <summary>Logs in (or tries the given token) and asks for the release.</summary>
    /// <exception cref="CpdAuthenticationException">The credential is not accepted.</exception>
    /// <exception cref="NotCloudPakForDataException">Something else answers at the address.</exception>
    /// <exception cref="CpdCertificateException">The certificate is not trusted.</exception>
    /// <exception cref="CpdUnavailableException">Nothing answers.</exception>
    public static async Task<CpdSession> ConnectAsync(CpdConnectOptions options, CancellationToken cancellationToken = default)
    {
        return await ConnectAsync(SessionParts.Create(options), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The client for this session.</summary>
    /// <param name="trace">Told in one line what is sent, repeated and refused; no secrets in it. Called on any thread.</param>
    /// <exception cref="CpdSessionClosedException">The session has been disconnected.</exception>
    public CpdClient GetClient(Action<string>? trace = null)
    {
        if (closed)
        {
            throw new CpdSessionClosedException($"The session '{Name}' has been disconnected.")
            {
                Target = Name,
                RecommendedAction = "Connect again.",
            };
        }

        return new CpdClient(Context(trace));
    }

    /// <summary>Disconnects and overwrites the secrets.</summary>
    public void Dispose()
    {
        closed = true;
        parts.Dispose();
    }

    public override string ToString() => UserName is { } user ? $"{Name} ({user} at {Url.GetLeftPart(UriPartial.Authority)})" : $"{Name} ({Url.GetLeftPart(UriPartial.Authority)})";

    /// <summary>Keeps the name of a space or project: what is in it knows the id only, and people read names.</summary>
    internal void Remember(string containerId, string name) => containerNames[containerId] = name;

    /// <summary>The name of a space or project that this session has read; null if it has not.</summary>
    internal string? NameOf(string containerId) => containerNames.TryGetValue(containerId, out var name) ? name : null;

    internal static async Task<CpdSession> ConnectAsync(SessionParts parts, CpdConnectOptions options, CancellationToken cancellationToken)
    {
        var session = new CpdSession(parts, options.Name ?? options.Url.Host, options.SkipCertificateCheck, options.CaCertificates.Count > 0);
        try
        {
            var context = session.Context(options.Trace);
            if (parts.LogsIn) await parts.LogInAsync(options.Trace, cancellationToken).ConfigureAwait(false);
            else await TryTokenAsync(context, cancellationToken).ConfigureAwait(false);
            var release = await new PlatformClient(context).GetReleaseAsync(cancellationToken).ConfigureAwait(false);
            session.Rules = new ReleaseRules(release, options.MachineLearningVersionDate);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static async Task TryTokenAsync(CpdContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.JsonAsync(Call.Get("/icp4d-api/v1/me", "check the token"), context.Origin.Host, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdException e) when (e is CpdServiceNotInstalledException or CpdInvalidReplyException && e.InnerException is not ApiEncodingException)
        {
            throw LoginFlow.NotCloudPak(context.Origin, e);
        }
        catch (CpdException e) when (e is CpdNotFoundException or CpdAccessDeniedException)
        {
            // A release without this endpoint, or one that does not take this kind of token there: the first real call will tell.
        }
    }

    private CpdContext Context(Action<string>? trace) => new(parts.Transport, this, Rules, parts.Time)
    {
        Trace = parts.Trace,
        TraceTo = trace,
        Held = parts.Held,
        ForeignTransport = parts.Foreign,
    };
}
