namespace MlopsCmdlets.Http.Errors;

/// <summary>Why a server certificate was not accepted; several may apply.</summary>
[Flags]
public enum CertificateProblem
{
    None = 0,

    /// <summary>No trusted authority issued it.</summary>
    UntrustedRoot = 1,

    /// <summary>It is for another host name.</summary>
    NameMismatch = 2,

    /// <summary>It, or a certificate above it, has ended.</summary>
    Expired = 4,

    /// <summary>It is not valid yet.</summary>
    NotYetValid = 8,

    /// <summary>It is none of the pinned certificates.</summary>
    NotPinned = 16,

    /// <summary>An authority revoked it.</summary>
    Revoked = 32,

    /// <summary>The server sent none.</summary>
    Missing = 64,

    /// <summary>A broken signature, a wrong purpose, and whatever else the platform reports.</summary>
    Other = 128,
}
