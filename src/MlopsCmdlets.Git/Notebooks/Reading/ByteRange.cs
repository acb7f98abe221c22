using System.Runtime.InteropServices;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>A part of a file, in bytes from its beginning.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(int Start, int End)
{
    public int Length => End - Start;
}
