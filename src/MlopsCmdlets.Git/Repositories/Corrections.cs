namespace MlopsCmdlets.Git.Repositories;

/// <summary>Corrected content of files, which is taken back unless it is to be kept.</summary>
internal sealed class Corrections(string root) : IDisposable
{
    private readonly Dictionary<string, (byte[] Before, byte[] After)> _made = new(StringComparer.Ordinal);

    public void Make(IReadOnlyDictionary<string, byte[]> corrected)
    {
        foreach (KeyValuePair<string, byte[]> file in corrected)
        {
            string path = Path.Combine(root, file.Key);
            _made[path] = (File.ReadAllBytes(path), file.Value);
            Write(path, file.Value);
        }
    }

    public void Keep() => _made.Clear();

    public void Dispose()
    {
        // What somebody wrote or removed meanwhile is theirs.
        foreach (KeyValuePair<string, (byte[] Before, byte[] After)> file in _made.Where(m => File.Exists(m.Key) && File.ReadAllBytes(m.Key).SequenceEqual(m.Value.After)))
            Write(file.Key, file.Value.Before);
    }

    /// <summary>Beside it first, so that a crash leaves one of the two contents whole; permissions stay.</summary>
    private static void Write(string path, byte[] content)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        FileAttributes attributes = File.GetAttributes(path);
        try
        {
            File.WriteAllBytes(partial, content);
#if NET
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
            else if (attributes.HasFlag(FileAttributes.ReadOnly))
                File.SetAttributes(path, attributes & ~FileAttributes.ReadOnly); // Windows replaces no file that is marked so
            File.Move(partial, path, overwrite: true);
#else
            File.SetAttributes(path, attributes & ~FileAttributes.ReadOnly);
            File.Replace(partial, path, destinationBackupFileName: null);
#endif
            if (attributes.HasFlag(FileAttributes.ReadOnly))
                File.SetAttributes(path, attributes);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
