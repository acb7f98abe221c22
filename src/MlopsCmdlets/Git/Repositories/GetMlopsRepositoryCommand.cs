using System.Management.Automation;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Gets the Git repository of a folder: branch, commit, what changed, and where it stands to its remote.</summary>
/// <remarks>
/// <para>To note in a promotion script from which commit it ran. User names and tokens in a remote's address are left out. Nothing is fetched: Ahead and Behind are
/// as of the last fetch.</para>
/// <para>Remarks says what this module leaves to the git program there: hooks, files kept in Git LFS, submodules.</para>
/// </remarks>
/// <example>
///   <summary>Where does this script come from</summary>
///   <code>PS&gt; Get-MlopsRepository</code>
///   <para>The repository of the current folder.</para>
/// </example>
/// <example>
///   <summary>Refuse to promote from a dirty work tree</summary>
///   <code>PS&gt; if ((Get-MlopsRepository -Path $PSScriptRoot).IsDirty) { throw 'Commit your changes first.' }</code>
///   <para>Untracked files count; ignored ones do not.</para>
/// </example>
/// <example>
///   <summary>What changed</summary>
///   <code>PS&gt; (Get-MlopsRepository).Changes | Where-Object Kind -eq Added</code>
///   <para>One object for each file that differs from the last commit.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsRepository")]
[OutputType(typeof(GitRepository))]
public sealed class GetMlopsRepositoryCommand : MlopsCmdlet
{
    /// <summary>A file or folder inside the repository; the current folder if not given.</summary>
    [Parameter(Position = 0)]
    [Alias("RepositoryPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        await WriteAsync(await Task.Run(() => GitRepositoryReader.Read(path), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
