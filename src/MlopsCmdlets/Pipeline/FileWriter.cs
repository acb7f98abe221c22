namespace MlopsCmdlets.Pipeline;

/// <summary>Writes a file so that it appears only when it is whole.</summary>
internal static class FileWriter
{
    /// <summary>Writes beside the target first and renames at the end; an existing file is replaced only then.</summary>
    public static async Task WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, FileOptions.Asynchronous))
                await content.CopyToAsync(file, 81_920, cancellationToken).ConfigureAwait(false);
            File.Delete(path);
            File.Move(partial, path);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
