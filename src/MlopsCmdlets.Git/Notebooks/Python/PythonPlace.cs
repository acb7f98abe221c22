using System.Runtime.InteropServices;

namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>A place in Python source where a name gets a value.</summary>
/// <param name="Kind">How.</param>
/// <param name="Name">The name.</param>
/// <param name="NameStart">Where the name is.</param>
/// <param name="ValueStart">Where the value begins; of use only for kinds that can be set.</param>
/// <param name="ValueEnd">The place behind it.</param>
/// <param name="Call">What is called with a keyword argument.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PythonPlace(PythonPlaceKind Kind, string Name, int NameStart, int ValueStart, int ValueEnd, string? Call = null)
{
    /// <summary>Whether replacing the value changes this name and nothing else.</summary>
    public bool CanBeSet => Kind is PythonPlaceKind.Assignment or PythonPlaceKind.KeywordArgument or PythonPlaceKind.ForwardedArgument;
}
