using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Gets the branches of a local repository and of its remote.</summary>
/// <remarks>
/// <para>What is on the remote is as of the last fetch. With -GitHost the host is asked: which branches it has now, with their tips, and which are protected.</para>
/// </remarks>
/// <example>
///   <summary>All branches</summary>
///   <code>PS&gt; Get-MlopsBranch</code>
///   <para>The one that is checked out is marked with a star.</para>
/// </example>
/// <example>
///   <summary>What is protected</summary>
///   <code>PS&gt; Get-MlopsBranch -GitHost lead | Where-Object IsProtected</code>
///   <para>Asks the host.</para>
/// </example>
/// <example>
///   <summary>Remove what is finished</summary>
///   <code>PS&gt; Get-MlopsBranch fix-* | Remove-MlopsBranch -WhatIf</code>
///   <para>Those that hold commits of their own are refused.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsBranch")]
[OutputType(typeof(GitBranch))]
public sealed class GetMlopsBranchCommand : RemoteRepositoryCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<GitBranch> branches = await Task.Run(() => BranchReader.Read(Folder), cancellationToken).ConfigureAwait(false);
        if (GitHost is not null)
            branches = await AskHostAsync(branches, cancellationToken).ConfigureAwait(false);
        await WriteMatchingAsync("branch", branches, branch => branch.Name, Name).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<GitBranch>> AskHostAsync(IReadOnlyList<GitBranch> branches, CancellationToken cancellationToken)
    {
        GitRemote remote = await Task.Run(() => GitRepositoryReader.ReadRemote(Folder), cancellationToken).ConfigureAwait(false);
        HostedRepository hosted = Remotes.Of(remote.Url) ?? throw new MlopsCmdlets.Errors.RepositoryNotRecognizedException($"The remote {remote.Url} belongs not to {GitHost!.Name} ({GitHost.Url}).");
        var there = (await hosted.Host.ListBranchesAsync(hosted.Name, cancellationToken).ConfigureAwait(false)).ToDictionary(b => b.Name, StringComparer.Ordinal);
        List<GitBranch> all = [.. branches.Where(b => b.IsLocal || there.ContainsKey(b.Name)).Select(b => there.TryGetValue(b.Name, out HostBranch? known)
            ? b with { IsRemote = true, IsProtected = known.IsProtected, Commit = b.IsLocal ? b.Commit : known.Commit }
            : b with { IsRemote = false, IsProtected = false })];
        all.AddRange(there.Values.Where(b => !all.Exists(known => known.Name == b.Name)).Select(b => new GitBranch { Name = b.Name, Commit = b.Commit, IsRemote = true, IsProtected = b.IsProtected, Root = Folder }));
        all.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return all;
    }
}
