using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MlopsCmdlets.Http.Sending;

/// <summary>Reads the platform's exceptions, which differ between .NET and .NET Framework.</summary>
internal static class SendFailure
{
    public static SendFailureKind Of(Exception failure)
    {
#if NET
        if (failure is OperationCanceledException && failure.InnerException is TimeoutException)
            return SendFailureKind.ConnectTimeout;
        if (failure is HttpRequestException http)
        {
            switch (http.HttpRequestError)
            {
                case HttpRequestError.NameResolutionError:
                    return Find<SocketException>(failure) is { SocketErrorCode: SocketError.TryAgain } ? SendFailureKind.NameLookup : SendFailureKind.NameNotFound;
                case HttpRequestError.ConnectionError:
                    return Find<SocketException>(failure) is { SocketErrorCode: SocketError.TimedOut } ? SendFailureKind.ConnectTimeout : SendFailureKind.Connect;
                case HttpRequestError.SecureConnectionError:
                    return SendFailureKind.Tls;
                case HttpRequestError.ProxyTunnelError:
                    return SendFailureKind.Proxy;
                case HttpRequestError.ConfigurationLimitExceeded:
                    return SendFailureKind.HeadersTooLarge;
            }
        }
#else
        if (Find<WebException>(failure) is { } web)
        {
            switch (web.Status)
            {
                case WebExceptionStatus.NameResolutionFailure:
                case WebExceptionStatus.ProxyNameResolutionFailure:
                    return SendFailureKind.NameNotFound;
                case WebExceptionStatus.ConnectFailure:
                    return SendFailureKind.Connect;
                case WebExceptionStatus.TrustFailure:
                case WebExceptionStatus.SecureChannelFailure:
                    return SendFailureKind.Tls;
                case WebExceptionStatus.MessageLengthLimitExceeded:
                    return SendFailureKind.HeadersTooLarge;
                case WebExceptionStatus.RequestProhibitedByProxy:
                    return SendFailureKind.Proxy;
            }

            if (StatusOf(failure) == 407)
                return SendFailureKind.Proxy;
        }
        else if (failure is HttpRequestException { InnerException: SocketException socket })
        {
            // mono. Directly below the request's own exception: while connecting.
            switch (socket.SocketErrorCode)
            {
                case SocketError.HostNotFound or SocketError.NoData:
                    return SendFailureKind.NameNotFound;
                case SocketError.TryAgain:
                    return SendFailureKind.NameLookup;
                case SocketError.TimedOut:
                    return SendFailureKind.ConnectTimeout;
                case SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown:
                    return SendFailureKind.Connect;
            }
        }
#endif
        return Find<AuthenticationException>(failure) is not null ? SendFailureKind.Tls : SendFailureKind.Other;
    }

    /// <summary>The status that came with the failure: a proxy's answer to CONNECT.</summary>
    public static int? StatusOf(Exception failure)
    {
#if NET
        return (failure as HttpRequestException)?.StatusCode is { } status ? (int)status : null;
#else
        return Find<WebException>(failure)?.Response is HttpWebResponse response ? (int)response.StatusCode : null;
#endif
    }

    public static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
                return found;
        }

        return null;
    }
}
