using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The git program failed for a reason that is only in its words.</summary>
public sealed class GitProgramFailedException(string command, int exitCode, string text)
    : GitException($"git {command} ended with exit code {exitCode}: {(text.Length > 0 ? text : "it said nothing")}");
