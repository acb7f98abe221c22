using System.Management.Automation;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>A cmdlet that works in a local repository.</summary>
public abstract class RepositoryCmdlet : MlopsCmdlet
{
    /// <summary>A folder inside the local repository; the current folder if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string RepositoryPath { get; set; } = ".";

    /// <summary>Let the git program do it instead of libgit2: it runs hooks and filters such as Git LFS, signs, and knows the user's own logins.</summary>
    [Parameter]
    public SwitchParameter UseGit { get; set; }

    private protected override object? ErrorTarget => RepositoryPath;

    /// <summary>-RepositoryPath as a full path.</summary>
    private protected string Folder { get; private set; } = "";

    private protected override void BeforeInput()
    {
        base.BeforeInput();
        Folder = GetUnresolvedProviderPathFromPSPath(RepositoryPath);
    }

    /// <summary>Says what is not done in a repository without -UseGit.</summary>
    /// <param name="remarks">Of the repository.</param>
    /// <param name="about">Only those that say this.</param>
    private protected async Task WarnOfAsync(IReadOnlyList<string> remarks, string about)
    {
        if (UseGit)
            return;
        foreach (string remark in remarks.Where(r => r.Contains(about, StringComparison.OrdinalIgnoreCase)))
            await WarnAsync(remark).ConfigureAwait(false);
    }
}
