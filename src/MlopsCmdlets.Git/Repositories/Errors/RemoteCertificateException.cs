using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The certificate of a remote is not trusted.</summary>
public sealed class RemoteCertificateException(string address, string reason)
    : GitException($"Nothing was exchanged with {address}: {reason}.");
