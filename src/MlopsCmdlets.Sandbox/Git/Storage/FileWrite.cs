namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>A change of one file in a commit that the host makes.</summary>
/// <param name="Path">Path in the repository.</param>
/// <param name="Content">The new content; null removes the file.</param>
internal sealed record FileWrite(string Path, byte[]? Content);
