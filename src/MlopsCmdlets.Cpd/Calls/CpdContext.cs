using System.Text.Json;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Login;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>What the families share: the transport, the session that results carry, the release rules, time. Translates every failure.</summary>
internal sealed class CpdContext(IApiTransport transport, CpdSession? session, ReleaseRules rules, TimeProvider time)
{
    public CpdSession? Session { get; } = session;

    public ReleaseRules Rules { get; } = rules;

    public TimeProvider Time { get; } = time;

    public Uri Origin => transport.Origin;

    public CallerTrace? Trace { get; init; }

    /// <summary>Where the transport's trace lines go while it works for this context.</summary>
    public Action<string>? TraceTo { get; init; }

    /// <summary>The token that cannot be renewed, if the session has such a one.</summary>
    public HeldTokenSource? Held { get; init; }

    /// <summary>Makes a transport without login for another origin; null where that is not allowed.</summary>
    public Func<Uri, IApiTransport>? ForeignTransport { get; init; }

    /// <summary>Sends and reads JSON; an empty reply is an error.</summary>
    public async Task<JsonElement> JsonAsync(ApiRequest request, string? target, CancellationToken cancellationToken)
    {
        var element = await OptionalJsonAsync(request, target, cancellationToken).ConfigureAwait(false);
        return element ?? throw new CpdInvalidReplyException($"Could not {request.Purpose}: the server answered without content.")
        {
            Target = target,
            RecommendedAction = "Try again; if it stays, check what a proxy or gateway between here and the cluster does to replies.",
        };
    }

    /// <summary>Sends and reads JSON; an empty reply is null.</summary>
    public async Task<JsonElement?> OptionalJsonAsync(ApiRequest request, string? target, CancellationToken cancellationToken)
    {
        Trace?.Use(TraceTo);
        try
        {
            var element = await transport.SendAsync(request, CpdJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
            if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
            RefuseHiddenError(element, request, target);
            return element;
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw Translate(e, request, target);
        }
    }

    /// <summary>Deletes. That it is not there is no failure when an earlier attempt, whose reply was lost, may have deleted it.</summary>
    public async Task DeleteAsync(ApiRequest request, string? target, CancellationToken cancellationToken)
    {
        try
        {
            await OptionalJsonAsync(request, target, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdNotFoundException e) when (e.InnerException is ApiException { MayHaveBeenProcessed: true })
        {
            // The aim is reached.
        }
    }

    public async Task<ApiReply> ReplyAsync(ApiRequest request, string? target, CancellationToken cancellationToken)
    {
        Trace?.Use(TraceTo);
        try
        {
            return await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw Translate(e, request, target);
        }
    }

    public Task<CpdDownload> OpenAsync(ApiRequest request, string? target, CancellationToken cancellationToken) =>
        OpenAsync(transport, request, target, cancellationToken);

    public async Task<CpdDownload> OpenAsync(IApiTransport from, ApiRequest request, string? target, CancellationToken cancellationToken)
    {
        Trace?.Use(TraceTo);
        try
        {
            var download = await from.DownloadAsync(request, cancellationToken).ConfigureAwait(false);
            var content = new TranslatingStream(download.Content, request, target);
            return new CpdDownload(content, download.Length, download.ContentType, download.Status == 206, download);
        }
        catch (Exception e) when (ErrorTranslator.Translates(e))
        {
            throw Translate(e, request, target);
        }
    }

    /// <summary>The items of all pages.</summary>
    public IAsyncEnumerable<JsonElement> ItemsAsync(ApiRequest request, PageStyle style, CancellationToken cancellationToken) =>
        Pager.ItemsAsync(this, request, style, cancellationToken);

    /// <summary>Adds the version date that every Watson Machine Learning call needs.</summary>
    public ApiRequest Wml(ApiRequest request) => request.With("version", Rules.WmlVersionDate);

    /// <summary>Some gateways answer 200 with an error inside.</summary>
    private static void RefuseHiddenError(JsonElement reply, ApiRequest request, string? target)
    {
        if (reply.Member("errors") is not { ValueKind: JsonValueKind.Array } errors || errors.GetArrayLength() == 0 || reply.Member("metadata") is not null) return;
        if (Pager.IsList(reply) || reply.Member("entity") is not null) return;
        throw new CpdInvalidReplyException($"Could not {request.Purpose}: the server reports success and an error in one. {ErrorTranslator.Words(reply)}".TrimEnd())
        {
            Target = target,
            RecommendedAction = "Look whether the change was made, then try again.",
        };
    }

    /// <summary>A refused token that cannot be renewed is another case than wrong credentials.</summary>
    private CpdException Translate(Exception exception, ApiRequest request, string? target)
    {
        var translated = ErrorTranslator.Translate(exception, request, target);
        if (translated is not CpdAuthenticationException) return translated;
        if (Held is not null) return Held.Expired(translated);
        if (Session?.AuthenticationType != CpdAuthenticationType.ZenApiKey || Rules.AcceptsZenApiKey) return translated;
        return new CpdUnsupportedException($"{translated.Message} Release {Rules.Release} does not accept ZenApiKey for this service.", translated)
        {
            Target = target,
            RecommendedAction = "Connect with the same API key and the authentication type Platform.",
        };
    }

    /// <summary>The id of a document; without one nothing can be done with it.</summary>
    public static string RequireId(JsonElement document, ApiRequest request) => document.Id()
        ?? throw new CpdInvalidReplyException($"Could not {request.Purpose}: the reply has no id.")
        {
            RecommendedAction = "Check that the URL leads straight to the cluster, and report the release if it does.",
        };
}
