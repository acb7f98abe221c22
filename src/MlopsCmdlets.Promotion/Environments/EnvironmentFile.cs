namespace MlopsCmdlets.Promotion.Environments;

/// <summary>The environments of a repository, as <c>mlops.json</c> describes them.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Environments">Each after its predecessor; those that stand side by side in the order of the file.</param>
public sealed record EnvironmentFile(string Path, IReadOnlyList<MlopsEnvironment> Environments)
{
    /// <summary>Its name.</summary>
    public const string FileName = "mlops.json";

    /// <summary>Version of the form that this module writes. Earlier ones stay readable.</summary>
    public const int FormVersion = 1;

    /// <summary>The environment of a name; upper and lower case do not matter.</summary>
    /// <exception cref="UnknownEnvironmentException">There is none.</exception>
    public MlopsEnvironment Find(string name) =>
        Environments.FirstOrDefault(environment => string.Equals(environment.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UnknownEnvironmentException(name, Path, Environments.Select(environment => environment.Name));

    /// <summary>The environments whose promotions come from this one.</summary>
    public IReadOnlyList<MlopsEnvironment> SuccessorsOf(MlopsEnvironment environment) =>
        [.. Environments.Where(other => string.Equals(other.Predecessor, environment.Name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The file in a folder, or in the nearest folder above that has one; null when there is none.</summary>
    public static string? Locate(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            var path = System.IO.Path.Combine(place.FullName, FileName);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedDocumentException">It is not what it has to be.</exception>
    public static EnvironmentFile Load(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A larger one is not ours, and is not read to find that out.
        var content = new byte[Math.Min(file.Length, StrictJson.MaxBytes + 1)];
        var length = 0;
        int count;
        while (length < content.Length && (count = file.Read(content, length, content.Length - length)) > 0)
            length += count;
        return Read(length == content.Length ? content : content.AsSpan(0, length).ToArray(), path);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="utf8">The content.</param>
    /// <param name="path">Where it is, for messages.</param>
    /// <exception cref="MalformedDocumentException">It is not what it has to be.</exception>
    public static EnvironmentFile Read(byte[] utf8, string path) => EnvironmentFileReader.Read(utf8, path);
}
