namespace MlopsCmdlets.Git.Checks;

/// <summary>Which checks are made and how strict they are.</summary>
public sealed record CommitCheckOptions
{
    /// <summary>Checks that are not made. Without <see cref="CommitCheck.NotebookOutputs"/>, outputs are kept, and searched for secrets.</summary>
    public CommitCheck Relaxed { get; init; }

    /// <summary>Largest file in bytes; 10 MiB if not given.</summary>
    public long MaxFileSize { get; init; } = 10L << 20;
}
