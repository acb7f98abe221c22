namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>One file of a difference between two commits.</summary>
/// <param name="Status">The letter of <c>git diff --raw</c>: A, M, D, R, C or T.</param>
/// <param name="Path">Its path after the change.</param>
/// <param name="OldPath">Its path before, when it was renamed.</param>
/// <param name="Blob">The content after the change (before it, for a removed file).</param>
/// <param name="Additions">Added lines; 0 for binary files.</param>
/// <param name="Deletions">Removed lines; 0 for binary files.</param>
/// <param name="Patch">The hunks; null for binary files and when nothing of the content changed.</param>
internal sealed record GitFileChange(char Status, string Path, string? OldPath, string Blob, int Additions, int Deletions, string? Patch);
