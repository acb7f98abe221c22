using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>This part: what a host writes itself: merges, tags and single files.</summary>
internal sealed partial class BareRepository
{
    /// <summary>Merges two commits without touching any reference.</summary>
    public async Task<MergeOutcome> MergeAsync(string into, string from)
    {
        if (!program.MergesWithoutFiles) return new(await InFolderAsync(into, async folder => (await program.RunAsync(folder, ["merge", "--quiet", "--no-commit", "--no-ff", from], environment: Nobody)).Succeeded, "write-tree"));
        var output = await GitAsync("merge-tree", "--write-tree", "--allow-unrelated-histories", into, from);
        return output.ExitCode switch
        {
            0 => new(output.Line.Split('\n')[0]),
            1 => new((string?)null),
            _ => throw new InvalidOperationException($"git merge-tree ended with {output.ExitCode}: {output.Errors.Trim()}"),
        };
    }

    /// <summary>Puts the commits that only <paramref name="from"/> has on top of <paramref name="onto"/>; null when that conflicts.</summary>
    public Task<string?> RebaseAsync(string onto, string from, GitSignature committer) => InFolderAsync(
        from,
        async folder => (await program.RunAsync(folder, ["rebase", "--quiet", "--no-ff", onto], environment: Environment(committer, committer))).Succeeded,
        "rev-parse",
        "HEAD");

    public async Task<string> CommitTreeAsync(string tree, IEnumerable<string> parents, string message, GitSignature author, GitSignature committer)
    {
        IEnumerable<string> arguments = ["commit-tree", tree, .. parents.SelectMany(p => new[] { "-p", p })];
        return (await program.RunAsync(path, arguments, Encoding.UTF8.GetBytes(message.TrimEnd('\n') + "\n"), Environment(author, committer))).Check().Line;
    }

    /// <summary>Makes the object of an annotated tag; no reference names it yet.</summary>
    public async Task<string> CreateTagAsync(string name, string target, string kind, string message, GitSignature tagger)
    {
        var text = $"object {target}\ntype {kind}\ntag {name}\ntagger {tagger}\n\n{message.TrimEnd('\n')}\n";
        return (await program.RunAsync(path, ["mktag", "--no-strict"], Encoding.UTF8.GetBytes(text))).Check().Line;
    }

    /// <summary>A commit that changes some files of its parent.</summary>
    public async Task<string> CommitFilesAsync(string? parent, IEnumerable<FileWrite> writes, string message, GitSignature author)
    {
        var index = System.IO.Path.Combine(path, "index-" + State.Ids.New());
        (string, string)[] environment = [("GIT_INDEX_FILE", index)];
        try
        {
            if (parent is not null) (await program.RunAsync(path, ["read-tree", parent], environment: environment)).Check();
            foreach (var write in writes)
            {
                if (write.Content is null)
                {
                    (await program.RunAsync(path, ["update-index", "--force-remove", "--", write.Path], environment: environment)).Check();
                    continue;
                }

                var blob = (await program.RunAsync(path, ["hash-object", "-w", "--stdin"], write.Content)).Check().Line;
                (await program.RunAsync(path, ["update-index", "--add", "--cacheinfo", $"100644,{blob},{write.Path}"], environment: environment)).Check();
            }

            var tree = (await program.RunAsync(path, ["write-tree"], environment: environment)).Check().Line;
            return await CommitTreeAsync(tree, parent is null ? [] : [parent], message, author, author);
        }
        finally
        {
            File.Delete(index);
        }
    }

    private static IEnumerable<(string Name, string Value)> Nobody => Environment(new("sandbox", "sandbox@example.invalid", DateTimeOffset.UnixEpoch), new("sandbox", "sandbox@example.invalid", DateTimeOffset.UnixEpoch));

    private static IEnumerable<(string Name, string Value)> Environment(GitSignature author, GitSignature committer) =>
    [
        ("GIT_AUTHOR_NAME", author.Name), ("GIT_AUTHOR_EMAIL", author.Email), ("GIT_AUTHOR_DATE", author.Date),
        ("GIT_COMMITTER_NAME", committer.Name), ("GIT_COMMITTER_EMAIL", committer.Email), ("GIT_COMMITTER_DATE", committer.Date),
    ];

    /// <summary>Works in a folder that has the files of a commit, and gives one line of what came of it; null when the work failed.</summary>
    private async Task<string?> InFolderAsync(string commit, Func<string, Task<bool>> work, params string[] result)
    {
        var folder = System.IO.Path.Combine(path, "work-" + State.Ids.New());
        (await GitAsync("worktree", "add", "--quiet", "--detach", folder, commit)).Check();
        try
        {
            return await work(folder) ? (await program.RunAsync(folder, result)).Check().Line : null;
        }
        finally
        {
            await GitAsync("worktree", "remove", "--force", folder);
        }
    }
}
