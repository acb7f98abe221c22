namespace MlopsCmdlets.Git.Errors;

/// <summary>A notebook is of another format than 4, the format since 2015.</summary>
public sealed class NotebookVersionException(string name, int version)
    : GitException($"'{name}' is a notebook of format {version}, and only format 4 is supported. It was not changed.");
