namespace MlopsCmdlets.Pipeline;

/// <summary>Writes a file so that it appears only when it is whole.</summary>
internal static class FileWriter
{
    /// <summary>Writes beside the target first and renames at the end; an existing file is replaced only then, and keeps its mode.</summary>
    public static async Task WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
#if NET
        // What is behind a link is written, not the link replaced.
        if (new FileInfo(path) is { LinkTarget: not null } link)
            path = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
#endif
        // Of a name of its own: the target's may be as long as the file system takes.
        string partial = Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Guid.NewGuid():N}.partial");
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous))
                await content.CopyToAsync(file, 81_920, cancellationToken).ConfigureAwait(false);
#if NET
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
            File.Move(partial, path, overwrite: true);
#else
            // Never deleted first: what could not be replaced has to be there still.
            if (File.Exists(path))
                File.Replace(partial, path, destinationBackupFileName: null);
            else
                File.Move(partial, path);
#endif
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
