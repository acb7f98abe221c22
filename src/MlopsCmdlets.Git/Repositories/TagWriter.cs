using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Makes annotated tags.</summary>
public static class TagWriter
{
    /// <summary>Makes a tag here; one of the name on the same commit is given back as it is.</summary>
    /// <param name="path">A file or folder inside the repository.</param>
    /// <param name="name">Its name.</param>
    /// <param name="revision">The commit, or what names one.</param>
    /// <param name="message">Its message.</param>
    /// <param name="useGit">Uses the git program instead of libgit2.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TagExistsException">The name is on another commit.</exception>
    /// <exception cref="RevisionNotFoundException">There is no such commit.</exception>
    public static async Task<GitTag> CreateAsync(string path, string name, string revision, string message, bool useGit, CancellationToken cancellationToken)
    {
        RefNames.CheckTag(name);
        (string root, string commit, GitTag? present) = await NativeWork.RunAsync(() => Find(path, name, revision), cancellationToken).ConfigureAwait(false);
        if (present is not null)
            return present;
        await GitEngines.Of(useGit).TagAsync(root, name, commit, message, cancellationToken).ConfigureAwait(false);
        return await NativeWork.RunAsync(() => Find(root, name, commit).Present!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The full name of the commit that a revision means.</summary>
    /// <exception cref="RevisionNotFoundException">There is none.</exception>
    public static string Resolve(string path, string revision)
    {
        using Repository repository = LocalRepository.Open(path);
        return Revisions.CommitOf(repository, revision, LocalRepository.RootOf(repository)).Sha;
    }

    /// <summary>Pushes a tag. One that is there already, the same, is no error.</summary>
    public static async Task<GitTag> PushAsync(GitTag tag, string remote, RemoteAccess access, bool useGit, CancellationToken cancellationToken)
    {
        string name = "refs/tags/" + tag.Name;
        await GitEngines.Of(useGit).PushAsync(tag.Root, remote, $"{name}:{name}", expected: null, access, cancellationToken).ConfigureAwait(false);
        return tag with { IsPushed = true };
    }

    private static (string Root, string Commit, GitTag? Present) Find(string path, string name, string revision)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard(path, () =>
        {
            string root = LocalRepository.RootOf(repository);
            Commit commit = Revisions.CommitOf(repository, revision, root);
            if (repository.Tags[name] is not { } tag)
                return (root, commit.Sha, (GitTag?)null);
            if (tag.PeeledTarget.Sha != commit.Sha || tag.Annotation is not { } annotation)
                throw new TagExistsException(name, tag.PeeledTarget.Sha);
            return (root, commit.Sha, new GitTag
            {
                Name = name,
                Commit = commit.Sha,
                Message = annotation.Message.TrimEnd(),
                Tagger = annotation.Tagger is { } tagger ? $"{tagger.Name} <{tagger.Email}>" : "",
                TaggedAt = annotation.Tagger?.When ?? default,
                Root = root,
            });
        });
    }
}
