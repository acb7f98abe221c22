using System.Text;

namespace MlopsCmdlets.Git.Notebooks.Sources;

/// <summary>Pointers that Git LFS commits in place of large files (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).</summary>
internal static class LfsPointer
{
    /// <summary>The specification allows no longer one.</summary>
    private const int Longest = 1024;

    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/");

    public static bool Is(byte[] content) => content.Length < Longest && content.AsSpan().StartsWith(Beginning);
}
