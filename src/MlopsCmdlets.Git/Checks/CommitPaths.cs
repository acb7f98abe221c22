using System.Text.RegularExpressions;

namespace MlopsCmdlets.Git.Checks;

/// <summary>Files that get into commits by accident, told by their place in a project of Cloud Pak for Data.</summary>
internal static class CommitPaths
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly Regex RunLog = new(@"(^|/)(assets/notebooks/log/|assets/job_run(/|$)|\.METADATA/job_run\.)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);
    private static readonly Regex Untitled = new(@"(^|/)Untitled[0-9]*(-Copy[0-9]+)?\.ipynb$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Limit);

    public static bool IsRunLog(string path) => RunLog.IsMatch(path);

    public static bool IsCheckpoint(string path) => path.Split('/').Any(p => string.Equals(p, ".ipynb_checkpoints", StringComparison.OrdinalIgnoreCase));

    public static bool IsUntitled(string path) => Untitled.IsMatch(path);
}
