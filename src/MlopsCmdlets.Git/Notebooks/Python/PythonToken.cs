using System.Runtime.InteropServices;

namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>A part of Python source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Place of its first character.</param>
/// <param name="End">Place behind its last character.</param>
/// <param name="Depth">How many brackets are open around it; an opening and a closing bracket themselves count as outside.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PythonToken(PythonTokenKind Kind, int Start, int End, int Depth);
