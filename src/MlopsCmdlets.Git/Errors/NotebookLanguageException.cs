namespace MlopsCmdlets.Git.Errors;

/// <summary>A notebook is written in a language in which variables cannot be set here.</summary>
public sealed class NotebookLanguageException(string name, string language)
    : GitException($"'{name}' is written in {language}; variables can be set in Python only. Nothing was changed.");
