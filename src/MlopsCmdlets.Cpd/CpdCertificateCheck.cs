namespace MlopsCmdlets.Cpd;

/// <summary>How the server's certificate is checked.</summary>
public enum CpdCertificateCheck
{
    /// <summary>Against the authorities that the system trusts.</summary>
    System,

    /// <summary>Against the authorities that were given.</summary>
    GivenAuthority,

    /// <summary>Not at all: whoever is in between can read and change everything.</summary>
    Skipped,

    /// <summary>There is none: the connection is not encrypted.</summary>
    None,
}
