namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>What a token is.</summary>
internal enum PythonTokenKind
{
    Name,
    Number,
    Text,
    Operator,

    /// <summary>The end of a logical line; line ends inside brackets, in blank lines and after a backslash are none.</summary>
    NewLine,

    /// <summary>A line for IPython: <c>%magic</c>, <c>!command</c>, also as the value of an assignment.</summary>
    Magic,
}
