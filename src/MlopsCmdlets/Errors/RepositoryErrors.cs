using System.Management.Automation;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for work in local repositories and with their remotes.</summary>
internal static class RepositoryErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        // The repository.
        new(typeof(UnsupportedRepositoryException), "UnsupportedRepository", ErrorCategory.NotImplemented, "Work in it with the git program itself; a whole clone with SHA-1 object names works here."),
        new(typeof(RepositoryBusyException), "RepositoryBusy", ErrorCategory.ResourceBusy, "End what was begun, as git status says. If a lock file is left of a program that is gone, remove it."),
        new(typeof(WorkTreeMissingException), "WorkTreeMissing", ErrorCategory.InvalidOperation, "Clone the repository, and work in the clone."),
        new(typeof(RemoteNotSetException), "RemoteNotSet", ErrorCategory.ObjectNotFound, "Add it with: git remote add <name> <address>"),
        new(typeof(CloneTargetException), "CloneTargetExists", ErrorCategory.ResourceExists, "Name a folder that is empty or not there."),
        new(typeof(GitProgramNotFoundException), "GitProgramNotFound", ErrorCategory.ObjectNotFound, "Install git (https://git-scm.com), or leave -UseGit away.", EndsPipeline: true),
        new(typeof(GitProgramFailedException), "GitProgramFailed", ErrorCategory.InvalidResult, "Read git's own words; a hook that refuses is in them, too."),
        new(typeof(GitLibraryException), "GitLibraryFailed", ErrorCategory.InvalidResult, "Read libgit2's own words; -UseGit lets the git program do it."),

        // Branches and tags.
        new(typeof(InvalidRefNameException), "InvalidRefName", ErrorCategory.InvalidArgument, "Use letters, digits, and - _ . / between them; no blanks, no .. and no / or . at an end."),
        new(typeof(BranchExistsException), "BranchExists", ErrorCategory.ResourceExists, "Choose another name, or remove that one with Remove-MlopsBranch."),
        new(typeof(BranchNotFoundException), "BranchNotFound", ErrorCategory.ObjectNotFound, "Check the spelling: upper and lower case differ."),
        new(typeof(GuardedBranchException), "GuardedBranch", ErrorCategory.InvalidOperation, "Begin from the branch that the message names; mlops.json says which branch belongs to which environment."),
        new(typeof(DirtyWorkTreeException), "DirtyWorkTree", ErrorCategory.InvalidOperation, "Commit the changes with Save-MlopsChange, or carry them along with -Force."),
        new(typeof(WorkTreeConflictException), "WorkTreeConflict", ErrorCategory.InvalidOperation, "Commit the changes, or put them away with: git stash"),
        new(typeof(UnmergedBranchException), "UnmergedBranch", ErrorCategory.InvalidOperation, "Merge it first, or give its commits up with -Force."),
        new(typeof(ProtectedRemovalException), "BranchProtected", ErrorCategory.PermissionDenied, "-Force removes it all the same, if the host lets it."),
        new(typeof(CurrentBranchException), "CurrentBranch", ErrorCategory.InvalidOperation, "Commit or put away the changes, or name another branch to check out with -SwitchTo."),
        new(typeof(BranchMovedException), "BranchMoved", ErrorCategory.ResourceBusy, "Look at the branch, and run it again: it takes it as it is then."),
        new(typeof(TagExistsException), "TagExists", ErrorCategory.ResourceExists, "Choose another name: a tag that others may have is not moved."),
        new(typeof(BranchesMissingException), "BranchesMissing", ErrorCategory.InvalidResult, "Look at the repository on the host; running it again is safe."),

        // Commits.
        new(typeof(CommitChecksFailedException), "CommitChecksFailed", ErrorCategory.InvalidData, "Do what the findings say, or relax a check by its name with -Skip. The error's target object has the findings."),
        new(typeof(NoIdentityException), "NoIdentity", ErrorCategory.InvalidOperation, "Run: git config --global user.name \"Your Name\"; git config --global user.email you@example.com"),
        new(typeof(SigningRequiredException), "SigningRequired", ErrorCategory.SecurityError, "Use -UseGit: the git program signs as it is configured."),
        new(typeof(ContentFilterException), "ContentFilter", ErrorCategory.NotImplemented, "Use -UseGit: the git program runs Git LFS and other filters."),
        new(typeof(FilterNotConfiguredException), "FilterNotConfigured", ErrorCategory.NotInstalled, "Install the filter first; Git LFS with: git lfs install"),
        new(typeof(FileNameException), "FileName", ErrorCategory.InvalidData, "Rename the file, or leave it out with -Path. On Windows long paths need: git config --global core.longpaths true"),
        new(typeof(UnresolvedConflictException), "UnresolvedConflict", ErrorCategory.InvalidOperation, "Resolve them, and stage the files with: git add <file>"),
        new(typeof(FileChangedException), "FileChanged", ErrorCategory.ResourceBusy, "Run it again: it takes the files as they are then. Wait for what writes to them, or close it."),
        new(typeof(DetachedHeadException), "DetachedHead", ErrorCategory.InvalidOperation, "Make a branch with New-MlopsFeatureBranch -Force, or name one with -Name."),
        new(typeof(OtherChangesStagedException), "OtherChangesStaged", ErrorCategory.InvalidOperation, "Name them with -Path, too, leave -Path away, or unstage them with: git restore --staged <file>"),
        new(typeof(EmbeddedRepositoryException), "EmbeddedRepository", ErrorCategory.InvalidData, "Ignore it in .gitignore, or add it with: git submodule add"),
        new(typeof(IgnoredPathException), "IgnoredPath", ErrorCategory.InvalidArgument, "Leave it out, or take it out of .gitignore."),
        new(typeof(LineEndException), "LineEnds", ErrorCategory.InvalidData, "Give the file the line ends that .gitattributes asks for, or set core.safecrlf to warn."),

        // Remotes.
        new(typeof(RemoteAuthenticationException), "RemoteAuthenticationFailed", ErrorCategory.AuthenticationError, "Connect to the host with Connect-MlopsGitHost and a valid token; -UseGit takes the login that the git program knows.", EndsPipeline: true),
        new(typeof(RemoteAccessDeniedException), "RemoteAccessDenied", ErrorCategory.PermissionDenied, "Check the token's rights (GitHub: repo, Azure Repos: Code read and write) and the user's role in the repository."),
        new(typeof(RemoteNotFoundException), "RemoteNotFound", ErrorCategory.ObjectNotFound, "Check the address; hosts also say this of what a user may not see: connect with Connect-MlopsGitHost."),
        new(typeof(RemoteUnreachableException), "RemoteUnreachable", ErrorCategory.ConnectionError, "Check the network, the proxy and the host, then run it again: it is safe."),
        new(typeof(RemoteCertificateException), "CertificateNotTrusted", ErrorCategory.SecurityError, "Connect to the host with Connect-MlopsGitHost -CaCertificate.", EndsPipeline: true),
        new(typeof(RemoteProtocolException), "RemoteProtocol", ErrorCategory.NotImplemented, "Use -UseGit, or an https address."),
        new(typeof(ProtectedPushException), "BranchProtected", ErrorCategory.PermissionDenied, "Push a branch of your own, and open a pull request with New-MlopsPullRequest."),
        new(typeof(OutdatedPushException), "PushOutdated", ErrorCategory.InvalidOperation, "Get them with git pull --rebase, look at the result, and push again."),
        new(typeof(PushRejectedException), "PushRejected", ErrorCategory.PermissionDenied, "Read the server's reason."),
    ];
}
