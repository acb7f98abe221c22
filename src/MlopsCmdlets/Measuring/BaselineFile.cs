using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Measuring;

/// <summary>Baselines in files.</summary>
internal static class BaselineFile
{
    private const long Largest = 256L * 1024 * 1024;

    /// <summary>Whether a path is meant to be a baseline, rather than rows.</summary>
    public static bool IsBaseline(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="BaselineFormatException">It is none.</exception>
    public static DriftBaseline Read(string path)
    {
        if (new FileInfo(path).Length > Largest)
            throw new BaselineFormatException($"'{path}' is larger than {Largest >> 20} MiB, and no baseline.");
        try
        {
            return DriftBaselineJson.Read(File.ReadAllBytes(path));
        }
        catch (BaselineFormatException e)
        {
            throw new BaselineFormatException($"'{path}': {e.Message}", e);
        }
    }

    /// <summary>Writes a baseline; the file appears when it is whole.</summary>
    public static async Task WriteAsync(DriftBaseline baseline, string path, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        DriftBaselineJson.Write(content, baseline);
        content.Position = 0;
        await FileWriter.WriteAsync(content, path, cancellationToken).ConfigureAwait(false);
    }
}
