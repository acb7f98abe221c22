using System.Security.Cryptography.X509Certificates;

namespace MlopsCmdlets.Arguments;

/// <summary>A certificate authority given as a file, as PEM text or as a certificate.</summary>
public sealed class CertificateReference
{
    /// <summary>The path of a PEM or DER file, or PEM text.</summary>
    public CertificateReference(string pathOrPem) => PathOrPem = pathOrPem;

    /// <summary>A certificate.</summary>
    public CertificateReference(X509Certificate2 certificate) => Certificate = certificate;

    internal X509Certificate2? Certificate { get; }

    internal string PathOrPem { get; } = "";

    internal bool IsPath => Certificate is null && !CertificateText.IsPem(PathOrPem);

    /// <summary>The subject or the path.</summary>
    public override string ToString() => Certificate?.Subject ?? (IsPath ? PathOrPem : "PEM text");

    /// <param name="file">Resolves a path as PowerShell does.</param>
    /// <exception cref="ArgumentException">There is no certificate in it.</exception>
    internal IReadOnlyList<X509Certificate2> Read(Func<string, string> file)
    {
        if (Certificate is not null)
            return [Certificate];
        if (!IsPath)
            return CertificateText.Parse(PathOrPem, "the text given");
        string path = file(PathOrPem);
        return CertificateText.Parse(File.ReadAllBytes(path), path);
    }
}
