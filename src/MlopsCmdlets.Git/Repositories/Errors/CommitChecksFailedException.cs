using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>Checks found what must not be committed.</summary>
public sealed class CommitChecksFailedException(IReadOnlyList<CommitCheckResult> failures)
    : GitException($"Nothing was committed; {failures.Count} finding{(failures.Count == 1 ? "" : "s")}:\n  {string.Join("\n  ", failures.Select(Line))}")
{
    /// <summary>The findings.</summary>
    public IReadOnlyList<CommitCheckResult> Failures { get; } = failures;

    private static string Line(CommitCheckResult failure)
    {
        string place = failure.Path is null || failure.Message.Contains(failure.Path) ? "" : $" {failure.Path}";
        string cell = failure.Cell is { } number ? $" cell {number}" : "", line = failure.Line is { } at ? $" line {at}" : "";
        return $"{failure.Name}:{place}{cell}{line} {failure.Message} {failure.Remedy}".TrimEnd();
    }
}
