using LibGit2Sharp;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Reads what differs in a work tree.</summary>
internal static class ChangeReader
{
    private const FileStatus InIndex = FileStatus.NewInIndex | FileStatus.ModifiedInIndex | FileStatus.DeletedFromIndex | FileStatus.RenamedInIndex | FileStatus.TypeChangeInIndex;

    /// <summary>The files that differ, by path; a folder only where it is a repository of its own.</summary>
    public static IReadOnlyList<GitChange> Read(Repository repository)
    {
        // Renames are a way to look at an addition and a removal; finding them takes long.
        RepositoryStatus status = repository.RetrieveStatus(new StatusOptions { DetectRenamesInIndex = false, DetectRenamesInWorkDir = false });
        HashSet<string> skipped = SkippedFiles.Of(repository);
        var changes = new List<GitChange>();
        foreach (StatusEntry entry in status)
        {
            bool leftOut = (entry.State & FileStatus.DeletedFromWorkdir) != FileStatus.Unaltered && skipped.Contains(entry.FilePath);
            // A merge changes such files in the index alone.
            if (KindOf(leftOut ? entry.State & ~FileStatus.DeletedFromWorkdir : entry.State) is { } kind)
                changes.Add(new GitChange(entry.FilePath, kind, (entry.State & InIndex) != FileStatus.Unaltered) { IsLeftOut = leftOut });
        }

        changes.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return changes;
    }

    /// <summary>Paths that differ between index and last commit. Does not look at the work tree.</summary>
    public static IEnumerable<string> Staged(Repository repository) =>
        repository.RetrieveStatus(new StatusOptions { Show = StatusShowOption.IndexOnly, DetectRenamesInIndex = false }).Where(e => (e.State & InIndex) != FileStatus.Unaltered).Select(e => e.FilePath);

    private static GitChangeKind? KindOf(FileStatus state)
    {
        if ((state & FileStatus.Conflicted) != FileStatus.Unaltered)
            return GitChangeKind.Conflicted;
        if ((state & FileStatus.DeletedFromWorkdir) != FileStatus.Unaltered)
            return GitChangeKind.Deleted;
        if ((state & (FileStatus.NewInWorkdir | FileStatus.NewInIndex)) != FileStatus.Unaltered)
            return (state & FileStatus.DeletedFromIndex) != FileStatus.Unaltered ? GitChangeKind.Modified : GitChangeKind.Added; // taken out of the index only, it is still there
        if ((state & FileStatus.DeletedFromIndex) != FileStatus.Unaltered)
            return GitChangeKind.Deleted;
        return (state & (InIndex | FileStatus.ModifiedInWorkdir | FileStatus.TypeChangeInWorkdir | FileStatus.RenamedInWorkdir)) != FileStatus.Unaltered ? GitChangeKind.Modified : null;
    }
}
