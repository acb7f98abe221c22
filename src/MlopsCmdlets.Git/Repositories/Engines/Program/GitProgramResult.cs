namespace MlopsCmdlets.Git.Repositories.Engines.Program;

/// <summary>How a run of the git program ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error, without progress.</param>
internal sealed record GitProgramResult(int ExitCode, string Output, string Errors);
