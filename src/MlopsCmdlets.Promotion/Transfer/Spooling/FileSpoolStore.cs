namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Temporary files in a folder, readable for their owner only.</summary>
/// <param name="folder">The folder, made when missing; null means the user's temporary folder.</param>
public sealed class FileSpoolStore(string? folder) : ISpoolStore
{
    /// <inheritdoc/>
    public ISpoolFile Create()
    {
        var directory = folder ?? Path.GetTempPath();
        var path = Path.Combine(directory, $"mlops-{Guid.NewGuid():N}.zip");
        try
        {
            Directory.CreateDirectory(directory);
            return new SpoolFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SpoolException(path, 0, DiskFull.Is(e), e);
        }
    }

    /// <summary>A new, empty file of a given name that stays; its folder is made for the user alone.</summary>
    internal static ISpoolFile CreateKept(string path)
    {
        try
        {
            var directory = System.IO.Path.GetDirectoryName(path)!;
#if NET
            if (!OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#endif
            Directory.CreateDirectory(directory);
            var file = new SpoolFile(path);
            file.Keep();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SpoolException(path, 0, DiskFull.Is(e), e);
        }
    }

    /// <summary>A file that <see cref="CreateKept"/> made, maybe in another process.</summary>
    internal static ISpoolFile OpenKept(string path)
    {
        var file = new SpoolFile(path, isNew: false);
        file.Keep();
        return file;
    }

    private sealed class SpoolFile : ISpoolFile
    {
        private bool _keep;

        internal SpoolFile(string path, bool isNew = true)
        {
            Path = path;
            // Made once with its final rights, and only if nothing lies in its place.
            if (isNew)
                Open(FileMode.CreateNew).Dispose();
        }

        public string Path { get; }

        public Stream OpenWrite() => Open(FileMode.Truncate);

        public Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);

        public void Keep() => _keep = true;

        public void Dispose()
        {
            if (_keep)
                return;
            try
            {
                File.Delete(Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A reader that is still being closed. The name says whose file it is, and its secrets are encrypted.
            }
        }

        private FileStream Open(FileMode mode)
        {
#if NET
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows() && mode == FileMode.CreateNew)
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(Path, options);
#else
            return new FileStream(Path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous);
#endif
        }
    }
}
