using System.IO.Compression;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>The code of a function as the server takes it: one gzip-compressed file.</summary>
internal static class FunctionCode
{
    /// <summary>Compresses a source file; a file that is gzip already is taken as it is.</summary>
    public static CpdContent FromFile(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
            throw new ArgumentException($"The file '{path}' is empty; the function's code is expected in it.");
        if (bytes.Length > 1 && bytes[0] == 0x1f && bytes[1] == 0x8b)
            return CpdContent.FromBytes(bytes, System.IO.Path.GetFileName(path), "application/gzip");
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes, 0, bytes.Length);
        return CpdContent.FromBytes(compressed.ToArray(), System.IO.Path.GetFileName(path) + ".gz", "application/gzip");
    }
}
