using System.Globalization;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>Keeps contents as files in a folder of this process, which is deleted at the end.</summary>
internal sealed class ContentStore : IDisposable
{
    private const string Prefix = "mlops-sandbox-";
    private const int BufferSize = 128 * 1024;
    private const string LockName = "owner.lock";
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);
    private readonly string _folder;
    private readonly FileStream _lock;
    private long _number;

    public ContentStore(string parent)
    {
        _folder = Path.Combine(parent, Prefix + Ids.New());
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
        else Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _lock = new FileStream(Path.Combine(_folder, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Deletes what killed sandboxes left: folders whose lock nobody holds any more. The system drops a lock with its process.</summary>
    public static void RemoveLeftovers(string parent, DateTimeOffset now)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var file = Path.Combine(folder, LockName);
            try
            {
                // A folder this young may not have taken its lock yet.
                if (!File.Exists(file) || now.UtcDateTime - Directory.GetCreationTimeUtc(folder) < StartTime) continue;
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            Delete(folder);
        }
    }

    public async Task<Content> SaveAsync(Stream source, CancellationToken cancellationToken, long limit = long.MaxValue)
    {
        var path = NewPath();
        try
        {
            await using (var target = Create(path))
            {
                var buffer = new byte[BufferSize];
                long size = 0;
                int read;
                while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    size += read;
                    if (size > limit) throw new InvalidDataException($"The content is longer than {limit} bytes.");
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
            }

            return Describe(path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public async Task<Content> SaveAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = NewPath();
        await using (var target = Create(path)) await target.WriteAsync(bytes, cancellationToken);
        return Describe(path);
    }

    /// <summary>Content that the caller writes itself, such as an archive.</summary>
    public async Task<Content> WriteAsync(Func<Stream, Task> write)
    {
        var path = NewPath();
        try
        {
            await using (var target = Create(path)) await write(target);
            return Describe(path);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>A folder for contents that have a layout of their own, such as repositories.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>For contents that nothing else refers to: archives of transfers. Others live as long as the sandbox.</summary>
    public void Delete(Content content) => File.Delete(content.Path);

    public void Dispose()
    {
        _lock.Dispose();
        Delete(_folder);
    }

    private static void Delete(string folder)
    {
        try
        {
            // Git writes its objects read-only, and Windows then refuses to delete them.
            if (OperatingSystem.IsWindows())
            {
                foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A reader may still hold a file on Windows; the next sandbox removes it.
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to somebody else.
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);

    private string NewPath() => Path.Combine(_folder, Interlocked.Increment(ref _number).ToString("x8", CultureInfo.InvariantCulture));

    private static Content Describe(string path)
    {
        var size = new FileInfo(path).Length;
        return new(path, size, string.Create(CultureInfo.InvariantCulture, $"W/\"{size:x}-{Path.GetFileName(path)}\""));
    }
}
