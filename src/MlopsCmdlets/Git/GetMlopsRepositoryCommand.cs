using System.Management.Automation;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Git;

/// <summary>Gets the Git repository of a folder: branch, commit, and whether there are changes.</summary>
/// <remarks><para>To note in a promotion script from which commit it ran. User names and tokens in a remote's address are left out.</para></remarks>
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
[Cmdlet(VerbsCommon.Get, "MlopsRepository")]
[OutputType(typeof(GitRepository))]
public sealed class GetMlopsRepositoryCommand : MlopsCmdlet
{
    /// <summary>A file or folder inside the repository; the current folder if not given.</summary>
    [Parameter(Position = 0)]
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
