using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>A bare repository on disk, read and changed by the git program alone. This part: its references.</summary>
internal sealed partial class BareRepository(GitProgram program, string path)
{
    private const char Separator = '\x1f';

    public string Path => path;

    /// <summary>Whether it has no branch.</summary>
    public bool IsEmpty => !File.Exists(System.IO.Path.Combine(path, "packed-refs")) && !Directory.EnumerateFiles(System.IO.Path.Combine(path, "refs", "heads"), "*", SearchOption.AllDirectories).Any();

    /// <summary>Makes an empty one. Written by hand: starting a program for six small files would double the time of the sandbox's start.</summary>
    public static BareRepository Create(GitProgram program, string path, string defaultBranch, string objectFormat = "sha1")
    {
        foreach (var folder in new[] { "objects/info", "objects/pack", "refs/heads", "refs/tags" }) Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
        var sha256 = objectFormat == "sha256";
        File.WriteAllText(System.IO.Path.Combine(path, "HEAD"), $"ref: refs/heads/{defaultBranch}\n");
        File.WriteAllText(
            System.IO.Path.Combine(path, "config"),
            $"[core]\n\trepositoryformatversion = {(sha256 ? 1 : 0)}\n\tfilemode = true\n\tbare = true\n{(sha256 ? "[extensions]\n\tobjectformat = sha256\n" : "")}");
        return new(program, path);
    }

    public async Task<IReadOnlyList<GitRef>> RefsAsync(string prefix = "refs/")
    {
        var output = await GitAsync("for-each-ref", "--format=%(refname)%1f%(objectname)%1f%(objecttype)%1f%(*objectname)", prefix.TrimEnd('/'));
        return [.. output.Check().Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseRef)];
    }

    public async Task<GitRef?> RefAsync(string name)
    {
        if (!await IsValidRefAsync(name)) return null;
        return (await RefsAsync(name)).FirstOrDefault(r => r.Name == name);
    }

    /// <summary>The commit at a branch, or null.</summary>
    public async Task<string?> BranchAsync(string name) => await ResolveAsync(GitRef.Heads + name);

    /// <summary>The commit that a name, a reference or an id means; null when there is none.</summary>
    public async Task<string?> ResolveAsync(string revision)
    {
        if (revision.Length == 0 || revision[0] == '-' || revision.AsSpan().IndexOfAny(" :^~?*[\\") >= 0 || revision.Contains("@{", StringComparison.Ordinal)) return null;
        var output = await GitAsync("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        return output.Succeeded ? LastLine(output) : null;
    }

    /// <summary>The type of an object: <c>commit</c>, <c>tag</c>, …; null when there is none.</summary>
    public async Task<string?> KindAsync(string sha)
    {
        if (!GitRef.LooksLikeSha(sha)) return null;
        var output = await GitAsync("cat-file", "-t", sha);
        return output.Succeeded ? output.Line : null;
    }

    public async Task<bool> IsValidRefAsync(string name) => name.StartsWith("refs/", StringComparison.Ordinal) && (await GitAsync("check-ref-format", name)).Succeeded;

    /// <summary>Moves a reference if it still is where it should be. A new one has <see cref="GitRef.None"/> as old value; null does not look.</summary>
    public async Task<bool> UpdateRefAsync(string name, string sha, string? old = null) =>
        (await program.RunAsync(path, old is null ? ["update-ref", name, sha] : ["update-ref", name, sha, Padded(old, sha)])).Succeeded;

    public async Task<bool> DeleteRefAsync(string name, string? old = null) =>
        (await program.RunAsync(path, old is null ? ["update-ref", "-d", name] : ["update-ref", "-d", name, old])).Succeeded;

    public void SetHead(string branch) => File.WriteAllText(System.IO.Path.Combine(path, "HEAD"), $"ref: refs/heads/{branch}\n");

    /// <summary>Takes objects and references from another repository on this disk.</summary>
    public async Task FetchAsync(BareRepository source, params string[] refspecs)
    {
        if (refspecs.Length > 0) (await program.RunAsync(path, ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", source.Path, .. refspecs])).Check();
    }

    /// <summary>Loads a stream in the format of <c>git fast-import</c>.</summary>
    public async Task ImportAsync(byte[] stream) => (await program.RunAsync(path, ["fast-import", "--quiet", "--force"], stream)).Check();

    private static string Padded(string old, string like) => GitRef.IsNone(old) ? new string('0', like.Length) : old;

    private static string LastLine(GitOutput output) => output.Line.Split('\n')[^1].Trim();

    private static GitRef ParseRef(string line)
    {
        var parts = line.Split(Separator);
        return new(parts[0], parts[1], parts[2], parts[3].Length > 0 ? parts[3] : null);
    }

    private Task<GitOutput> GitAsync(params string[] arguments) => program.RunAsync(path, arguments);
}
