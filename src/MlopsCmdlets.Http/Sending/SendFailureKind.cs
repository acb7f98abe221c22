namespace MlopsCmdlets.Http.Sending;

internal enum SendFailureKind
{
    /// <summary>The request, or a part of it, may have been sent.</summary>
    Other,
    NameNotFound,
    NameLookup,
    Connect,
    ConnectTimeout,
    Proxy,
    Tls,
    HeadersTooLarge,
}
