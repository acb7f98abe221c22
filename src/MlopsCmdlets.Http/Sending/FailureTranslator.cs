using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Turns what the platform throws into this library's exceptions.</summary>
internal sealed class FailureTranslator(TransportOptions options, CertificateCheck certificates)
{
    /// <summary>What to throw for a failure before the reply's headers were complete. Throws itself when the caller cancelled.</summary>
    public Exception WhileSending(Exception failure, Exchange exchange)
    {
        exchange.Watchdog.Caller.ThrowIfCancellationRequested();
        if (exchange.SourceFailure is { } source)
            return source;
        if (Expired(exchange) is { } expired)
            return expired;
        if (failure is ApiException or ArgumentException or ObjectDisposedException)
            return failure;

        var call = exchange.Call;
        var inner = Safe(failure);
        switch (SendFailure.Of(failure))
        {
            case SendFailureKind.NameNotFound:
                return new ApiUnreachableException($"the host '{exchange.Call.Uri.Host}' was not found. Check the address and the name server.", call.Describe(), UnreachableReason.NameNotFound, inner);
            case SendFailureKind.NameLookup:
                return new ApiUnreachableException($"the name server gave no answer for '{exchange.Call.Uri.Host}'.", call.Describe(), UnreachableReason.ConnectionRefused, inner);
            case SendFailureKind.ConnectTimeout:
                return new ApiUnreachableException(
                    FormattableString.Invariant($"{Where(call)} did not answer within {options.ConnectTimeout.TotalSeconds:0.#} s. Check address, firewall and proxy."), call.Describe(), UnreachableReason.ConnectTimeout, inner);
            case SendFailureKind.Connect when UsesOwnProxy(call.Uri):
                return new ApiProxyException($"the proxy {options.Proxy} could not be reached.", call.Describe(), status: null, inner);
            case SendFailureKind.Connect:
                return new ApiUnreachableException($"{Where(call)} could not be reached: the connection was refused or no route leads there.", call.Describe(), UnreachableReason.ConnectionRefused, inner);
            case SendFailureKind.Proxy:
                return ProxyRefused(call, SendFailure.StatusOf(failure), inner);
            case SendFailureKind.Tls when certificates.FailureOf(failure) is { } bad:
                return new ApiCertificateException(bad.Describe(exchange.Call.Uri.Host), call.Describe(), bad.Problem, bad.Subject, bad.Issuer, bad.Sha256);
            case SendFailureKind.Tls:
                return new ApiUnreachableException($"no secure connection could be made to {Where(call)}: the TLS handshake failed.", call.Describe(), UnreachableReason.TlsHandshake, inner);
            case SendFailureKind.HeadersTooLarge:
                return new ApiTooLargeException("the reply's headers are larger than 64 KiB.", call.Describe(), 64 * 1024, inner) { MayHaveBeenProcessed = call.NoteUnknownOutcome() };
            default:
                return new ApiConnectionException(
                    "the connection broke before a reply came." + Unknown(call), call.Describe(), inner) { MayHaveBeenProcessed = call.NoteUnknownOutcome() };
        }
    }

    public ApiProxyException ProxyRefused(Call call, int? status, Exception? inner = null) => new(
        status == 407
            ? options.Proxy.Credential is null
                ? "the proxy asks for a user name and password (407); give a proxy credential."
                : "the proxy refused its user name and password (407)."
            : $"the proxy could not connect to {Where(call)}" + (status is { } s ? $" (status {s})." : "."),
        call.Describe(), status, inner);

    /// <summary>What to throw for a failure while the body was read. Throws itself when the caller cancelled.</summary>
    public Exception WhileReading(Exception failure, Exchange exchange, long received, long? expected)
    {
        exchange.Watchdog.Caller.ThrowIfCancellationRequested();
        if (Expired(exchange, received) is { } expired)
            return expired;
        if (failure is ObjectDisposedException or OperationCanceledException)
            return failure;
        return new ApiTruncatedException(Cut(received, expected), exchange.Call.Describe(), received, expected, Safe(failure))
        {
            MayHaveBeenProcessed = exchange.Call.NoteUnknownOutcome(),
        };
    }

    public ApiTruncatedException Truncated(Exchange exchange, long received, long expected) =>
        new(Cut(received, expected), exchange.Call.Describe(), received, expected) { MayHaveBeenProcessed = exchange.Call.NoteUnknownOutcome() };

    public ApiEncodingException BadCompression(Exception failure, Exchange exchange) =>
        new($"the reply of {Call.Shown(exchange.Call.Uri, options.Redactor)} says that it is compressed (Content-Encoding: gzip), but it cannot be unpacked.", exchange.Call.Describe(), Safe(failure))
        {
            MayHaveBeenProcessed = exchange.Call.NoteUnknownOutcome(),
        };

    /// <summary>The inner exception as it is, or its redacted text if it names a secret.</summary>
    public Exception Safe(Exception failure)
    {
        var text = failure.ToString();
        var clean = options.Redactor.Redact(text);
        return string.Equals(text, clean, StringComparison.Ordinal) ? failure : new InvalidOperationException(clean);
    }

    private ApiException? Expired(Exchange exchange, long received = 0)
    {
        var call = exchange.Call;
        return exchange.Watchdog.Expired switch
        {
            Expiry.Attempt => new ApiTimeoutException(
                FormattableString.Invariant($"no complete reply within {options.AttemptTimeout.TotalSeconds:0.#} s.") + Unknown(call), call.Describe(), options.AttemptTimeout, isTotal: false)
            { MayHaveBeenProcessed = call.NoteUnknownOutcome() },
            Expiry.Total => new ApiTimeoutException(
                FormattableString.Invariant($"not finished within the time limit of {call.TotalTimeout.TotalSeconds:0.#} s.") + Unknown(call), call.Describe(), call.TotalTimeout, isTotal: true)
            { MayHaveBeenProcessed = call.NoteUnknownOutcome() },
            Expiry.UploadStall => new ApiStalledException(
                FormattableString.Invariant($"the server took no more data for {options.StallTimeout.TotalSeconds:0.#} s after {exchange.UploadedBytes} bytes."), call.Describe(), isUpload: true, exchange.UploadedBytes, options.StallTimeout)
            { MayHaveBeenProcessed = call.NoteUnknownOutcome() },
            Expiry.DownloadStall => new ApiStalledException(
                FormattableString.Invariant($"the server sent no more data for {options.StallTimeout.TotalSeconds:0.#} s after {received} bytes."), call.Describe(), isUpload: false, received, options.StallTimeout)
            { MayHaveBeenProcessed = call.NoteUnknownOutcome() },
            _ => null,
        };
    }

    private static string Cut(long received, long? expected) =>
        expected is { } all ? $"the reply ended after {received} of {all} bytes." : $"the reply ended too early, after {received} bytes.";

    private static string Unknown(Call call) => call.IsRead || call.IsRepeatable ? "" : " It is not known whether the server carried the request out: look before sending it again.";

    private static string Where(Call call) => $"{call.Uri.Host}:{call.Uri.Port}";

    private bool UsesOwnProxy(Uri uri) => options.Proxy.Address is not null && !OwnProxy.IsBypassed(uri, options.Proxy.Bypass);
}
