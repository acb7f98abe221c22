namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>How a name gets a value.</summary>
internal enum PythonPlaceKind
{
    /// <summary><c>name = value</c>, also with an annotation.</summary>
    Assignment,

    /// <summary><c>call(name=value)</c>.</summary>
    KeywordArgument,

    /// <summary><c>call(name=name)</c>: hands on a variable of that name.</summary>
    ForwardedArgument,

    /// <summary><c>name, other = values</c>.</summary>
    Unpacking,

    /// <summary><c>name = other = value</c>.</summary>
    Chained,

    /// <summary><c>name += value</c>.</summary>
    Augmented,

    /// <summary><c>(name := value)</c>.</summary>
    Expression,
}
