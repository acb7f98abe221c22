using LibGit2Sharp;
using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Repositories.Attributes;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Checks and commits changes of a work tree, in two steps, so that a user can look in between.</summary>
public static class ChangeSaver
{
    /// <summary>Finds what would be committed, and checks it. Changes nothing.</summary>
    /// <exception cref="CommitChecksFailedException">The checks found what must not be committed.</exception>
    public static async Task<SavePlan> PlanAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        (SavePlan plan, GitAttributes attributes) = await NativeWork.RunAsync(() => Select(request), cancellationToken).ConfigureAwait(false);
        List<CommitCheckFile> files = [.. plan.Changes.Where(c => c.Kind != GitChangeKind.Deleted).Select(c => FileOf(plan.Root, c.Path, attributes)).OfType<CommitCheckFile>()];
        CommitCheckReport report = await CommitChecks.RunAsync(files, request.Checks, cancellationToken).ConfigureAwait(false);
        if (!report.Passed)
            throw new CommitChecksFailedException([.. report.Results.Where(r => r.Outcome == CommitCheckOutcome.Failed)]);
        return await NativeWork.RunAsync(() => IsEmpty(plan, report), cancellationToken).ConfigureAwait(false)
            ? plan with { Changes = [], Report = report }
            : plan with { Report = report };
    }

    /// <summary>
    /// Commits what was planned. Corrected files are corrected in the work tree, too, so that it is clean afterwards; if the commit fails they get back what they had.
    /// </summary>
    /// <exception cref="BranchMovedException">Another branch or commit is checked out than when it was planned.</exception>
    /// <exception cref="FileChangedException">Files changed since they were checked.</exception>
    /// <exception cref="OtherChangesStagedException">Other changes were staged since then.</exception>
    /// <exception cref="NoIdentityException">Nobody is configured as author.</exception>
    /// <exception cref="SigningRequiredException">Signatures are demanded.</exception>
    public static async Task<GitCommit> CommitAsync(SavePlan plan, SaveRequest request, CancellationToken cancellationToken)
    {
        IGitEngine engine = GitEngines.Of(request.UseGit);
        await NativeWork.RunAsync(() => RefuseChanged(plan), cancellationToken).ConfigureAwait(false);
        using (var corrections = new Corrections(plan.Root))
        {
            corrections.Make(plan.Report.Corrected);
            await engine.StageAsync(plan.Root, [.. plan.Changes.Where(c => !c.IsLeftOut).Select(c => c.Path)], cancellationToken).ConfigureAwait(false);
            await engine.CommitAsync(plan.Root, request.Message, cancellationToken).ConfigureAwait(false);
            corrections.Keep();
        }

        return await NativeWork.RunAsync(() => ReadCommit(plan), cancellationToken).ConfigureAwait(false);
    }

    private static (SavePlan Plan, GitAttributes Attributes) Select(SaveRequest request)
    {
        using Repository repository = LocalRepository.OpenForWork(request.Path);
        return LibGit2Failures.Guard(request.Path, () =>
        {
            string root = LocalRepository.RootOf(repository);
            if (!request.UseGit)
                UnfinishedWork.RefuseUnlessCommitted(repository);
            if (repository.Info.IsHeadDetached)
                throw new DetachedHeadException(root);
            IReadOnlyList<GitChange> all = ChangeReader.Read(repository);
            if (all.Where(c => c.Kind == GitChangeKind.Conflicted).Select(c => c.Path).ToList() is { Count: > 0 } conflicts)
                throw new UnresolvedConflictException(conflicts);
            IReadOnlyList<GitChange> chosen = request.Paths is null ? all : new PathSelection(repository, request.Path).Choose(all, request.Paths);
            if (chosen.FirstOrDefault(c => c.Path.EndsWith("/", StringComparison.Ordinal)) is { } embedded)
                throw new EmbeddedRepositoryException(embedded.Path.TrimEnd('/'));
            if (chosen.Count > 0 && all.Except(chosen).Where(c => c.IsStaged).Select(c => c.Path).ToList() is { Count: > 0 } others)
                throw new OtherChangesStagedException(others);
            GitAttributes attributes = GitAttributes.Of(repository);
            RefuseUnfit(repository, chosen, attributes, request.UseGit);
            return (new SavePlan(root, repository.Head.FriendlyName, chosen, new CommitCheckReport([], new Dictionary<string, byte[]>(StringComparer.Ordinal)), RepositoryRemarks.Of(repository))
            {
                Tip = repository.Head.Tip?.Sha,
                Seen = chosen.ToDictionary(c => c.Path, c => WorkFile.Of(Path.Combine(root, c.Path)), StringComparer.Ordinal),
            }, attributes);
        });
    }

    // Consent may take minutes: what was done meanwhile must neither be lost to a correction nor be committed unchecked.
    private static void RefuseChanged(SavePlan plan)
    {
        using (Repository repository = LocalRepository.Open(plan.Root))
        {
            LibGit2Failures.Guard(plan.Root, () =>
            {
                if (repository.Head.FriendlyName != plan.Branch)
                    throw new BranchMovedException(plan.Branch, "was left for another branch");
                if (repository.Head.Tip?.Sha != plan.Tip)
                    throw new BranchMovedException(plan.Branch, "got another commit");
                var known = new HashSet<string>(plan.Changes.Select(c => c.Path), StringComparer.Ordinal);
                if (ChangeReader.Staged(repository).Where(path => !known.Contains(path)).ToList() is { Count: > 0 } others)
                    throw new OtherChangesStagedException(others);
            });
        }

        WorkFile.RefuseChanged(plan.Seen, plan.Root);
    }

    /// <summary>Whether nothing is left to commit: all changes are outputs of notebooks, which are left out.</summary>
    private static bool IsEmpty(SavePlan plan, CommitCheckReport report)
    {
        if (plan.Changes.Count == 0 || !plan.Changes.All(c => report.Corrected.ContainsKey(c.Path)))
            return false;
        using Repository repository = LocalRepository.Open(plan.Root);
        return LibGit2Failures.Guard(plan.Root, () =>
            repository.Info.CurrentOperation == CurrentOperation.None && report.Corrected.All(c => repository.Head.Tip?[c.Key]?.Target is Blob blob && IsContent(blob, c.Key, c.Value)));
    }

    /// <summary>As the commit has it, or as its attributes have it in the work tree, where line ends may be others.</summary>
    private static bool IsContent(Blob blob, string path, byte[] content)
    {
        using Stream raw = blob.GetContentStream(), filtered = blob.GetContentStream(new FilteringOptions(path));
        return Is(raw) || Is(filtered);

        bool Is(Stream stream)
        {
            var bytes = new MemoryStream(content.Length);
            stream.CopyTo(bytes);
            return bytes.ToArray().AsSpan().SequenceEqual(content);
        }
    }

    /// <summary>Refuses files that would not be committed as they should be.</summary>
    private static void RefuseUnfit(Repository repository, IReadOnlyList<GitChange> changes, GitAttributes attributes, bool useGit)
    {
        string root = LocalRepository.RootOf(repository);
        // Names are bytes to Git. What is no UTF-8 became another text when it was read, which names no file.
        if (changes.FirstOrDefault(c => !c.IsLeftOut && c.Path.IndexOf('\ufffd') >= 0 && !File.Exists(Path.Combine(root, c.Path))) is { } unreadable)
            throw new FileNameException($"that of '{unreadable.Path}' is not encoded as UTF-8");
        foreach (GitChange change in changes.Where(c => c.Kind != GitChangeKind.Deleted && !c.IsLeftOut))
        {
            if (attributes.FilterOf(change.Path) is not { } filter)
                continue;
            if (!useGit)
                throw new ContentFilterException(change.Path, filter);
            if (GitAttributes.IsProgram(filter) && RepositoryConfiguration.Get<string>(repository, $"filter.{filter}.clean") is null && RepositoryConfiguration.Get<string>(repository, $"filter.{filter}.process") is null)
                throw new FilterNotConfiguredException(change.Path, filter);
        }
    }

    /// <summary>Null for what has no content of its own: submodules, and links, which are committed as the path that they lead to.</summary>
    private static CommitCheckFile? FileOf(string root, string path, GitAttributes attributes)
    {
        var file = new FileInfo(Path.Combine(root, path));
        return !file.Exists || file.Attributes.HasFlag(FileAttributes.ReparsePoint)
            ? null
            : new CommitCheckFile(path, file.Length, cancellationToken => Task.Run(() => File.ReadAllBytes(file.FullName), cancellationToken)) { IsLfsTracked = attributes.FilterOf(path) == "lfs" };
    }

    private static GitCommit ReadCommit(SavePlan plan)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        return LibGit2Failures.Guard(plan.Root, () =>
        {
            Commit commit = repository.Head.Tip;
            return new GitCommit
            {
                Commit = commit.Sha,
                Branch = repository.Head.FriendlyName,
                Message = commit.Message.TrimEnd(),
                Subject = commit.MessageShort,
                Author = $"{commit.Author.Name} <{commit.Author.Email}>",
                CommittedAt = commit.Committer.When,
                Parents = [.. commit.Parents.Select(p => p.Sha)],
                Changes = plan.Changes,
                Checks = plan.Report.Results,
                Root = plan.Root,
            };
        });
    }
}
