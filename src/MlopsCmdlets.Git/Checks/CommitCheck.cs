namespace MlopsCmdlets.Git.Checks;

/// <summary>The checks of files before they are committed. Each can be relaxed by its name.</summary>
[Flags]
public enum CommitCheck
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A notebook holds outputs or execution counts. The result brings the file without them.</summary>
    NotebookOutputs = 1,

    /// <summary>A log or record of a job run.</summary>
    RunLogs = 2,

    /// <summary>A checkpoint that Jupyter made.</summary>
    Checkpoints = 4,

    /// <summary>A notebook that was never given a name.</summary>
    UntitledNotebook = 8,

    /// <summary>A token, key or password, also in cells and outputs of notebooks.</summary>
    Secrets = 16,

    /// <summary>A file over the size limit.</summary>
    FileSize = 32,

    /// <summary>A notebook that is not valid.</summary>
    NotebookJson = 64,

    /// <summary>All of them.</summary>
    All = NotebookOutputs | RunLogs | Checkpoints | UntitledNotebook | Secrets | FileSize | NotebookJson,
}
