namespace MlopsCmdlets.Http.Errors;

public enum UnreachableReason
{
    /// <summary>The host name is unknown.</summary>
    NameNotFound,

    /// <summary>The host refused the connection or no route leads there.</summary>
    ConnectionRefused,

    /// <summary>Nothing answered within the connect time-out.</summary>
    ConnectTimeout,

    /// <summary>The TLS handshake failed for a reason other than the certificate.</summary>
    TlsHandshake,
}
