using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>An export of assets that was written to a file and checked.</summary>
public sealed record CpdExportedBundle
{
    /// <summary>The file.</summary>
    public string Path { get; init; } = "";

    /// <summary>The space or project that it comes from.</summary>
    public string From { get; init; } = "";

    /// <summary>SHA-256 of the file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Length of the file in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>What is in it: type and name.</summary>
    public string[] Assets { get; init; } = [];

    /// <summary>Secrets of connections can be read by whoever has the file.</summary>
    public bool HasClearTextSecrets { get; init; }

    internal static CpdExportedBundle Of(ExportedBundle bundle) => new()
    {
        Path = bundle.Path,
        From = bundle.From.Name,
        Sha256 = bundle.Sha256,
        Bytes = bundle.Bytes,
        Assets = [.. bundle.Assets.Select(a => $"{a.Document.Header.Type} {a.Document.Header.Name}")],
        HasClearTextSecrets = bundle.HasClearTextSecrets,
    };

    /// <inheritdoc/>
    public override string ToString() => Path;
}
