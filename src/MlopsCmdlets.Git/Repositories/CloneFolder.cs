using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>
/// A folder in which a clone grows until it is whole, beside the one that it will be. Two hold it, the caller and the work: whoever lets go last removes what did
/// not become a clone. A process that ends before leaves it, and the next clone beside it takes it away.
/// </summary>
internal sealed class CloneFolder
{
    private const string Mark = ".mlops-clone-", LockEnd = ".lock";

    private readonly string _target;
    private readonly FileStream _lock;
    private int _holders = 2;

    private CloneFolder(string target, string folder, FileStream held)
    {
        _target = target;
        Folder = folder;
        _lock = held;
    }

    /// <summary>Where the clone grows.</summary>
    public string Folder { get; }

    /// <exception cref="CloneTargetException">Something is there.</exception>
    public static CloneFolder Beside(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new CloneTargetException(target);
        string parent = Path.GetDirectoryName(target) ?? throw new CloneTargetException(target);
        Directory.CreateDirectory(parent);
        RemoveLeftovers(parent);
        string folder = Path.Combine(parent, Mark + Guid.NewGuid().ToString("N"));
        return new CloneFolder(target, folder, new FileStream(folder + LockEnd, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
    }

    /// <summary>Makes it the clone.</summary>
    public void Finish()
    {
        if (Directory.Exists(_target))
            Directory.Delete(_target); // empty, or it fails
        Directory.Move(Folder, _target);
    }

    /// <summary>One of the two lets go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        Remove(Folder);
        _lock.Dispose();
    }

    /// <summary>Those that no process holds any more.</summary>
    private static void RemoveLeftovers(string parent)
    {
        foreach (string folder in Directory.GetDirectories(parent, Mark + "*"))
        {
            try
            {
                using (new FileStream(folder + LockEnd, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose))
                    Remove(folder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Somebody is cloning, or it is not ours to remove.
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
                return;
            // Objects are read-only, which Windows takes for a reason not to delete.
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                File.SetAttributes(file, FileAttributes.Normal);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next clone beside it tries again.
        }
    }
}
