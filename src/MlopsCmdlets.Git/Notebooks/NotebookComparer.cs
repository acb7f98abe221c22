using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Notebooks.Comparing;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks;

/// <summary>Finds what a person changed between two notebooks: cells by their ids or by their content, then lines and words.</summary>
public static class NotebookComparer
{
    /// <summary>Compares two notebooks.</summary>
    /// <param name="before">The file before; null if there was none.</param>
    /// <param name="after">The file after; null if there is none.</param>
    /// <param name="options">What counts, and names.</param>
    /// <exception cref="InvalidNotebookException">One of them is no notebook of format 4.</exception>
    /// <exception cref="NotebookVersionException">One of them is of another format.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static NotebookDifference Compare(byte[]? before, byte[]? after, NotebookCompareOptions options, CancellationToken cancellationToken = default)
    {
        NotebookDocument from = Read(before, options.Path, options.From), to = Read(after, options.Path, options.To);
        CellMatch match = CellMatcher.Match(from, to);
        var comparison = new CellComparison(options);
        var changes = new List<NotebookCellChange>();
        foreach ((NotebookCell? old, NotebookCell? now, bool moved) in match.InOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (comparison.Compare(old, now, moved) is { } change)
                changes.Add(change);
        }

        return new NotebookDifference
        {
            Path = options.Path,
            From = options.From,
            To = options.To,
            Cells = changes,
            MetadataLines = options.IncludeMetadata ? comparison.CompareMetadata(from, to) : [],
        };
    }

    private static NotebookDocument Read(byte[]? content, string path, string name) =>
        content is null ? new NotebookDocument(name, []) : NotebookReader.Read(content, name.Length == 0 || name == path ? path : $"{path} ({name})");
}
