using System.Text.RegularExpressions;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>
/// What a Git host needs to know of a clone: its remote and its branches, read from the files of its .git folder
/// (https://git-scm.com/docs/gitrepository-layout), so that libgit2 need not be loaded for it.
/// </summary>
/// <param name="Root">The top folder of the work tree.</param>
/// <param name="GitFolder">Where HEAD is; one of its own for each worktree.</param>
/// <param name="CommonFolder">Where configuration and branches are.</param>
internal sealed record LocalClone(string Root, string GitFolder, string CommonFolder)
{
    private const string Heads = "refs/heads/";
    private static readonly Regex Section = new("^\\s*\\[\\s*(?<name>[A-Za-z0-9.-]+)(\\s+\"(?<sub>(\\\\.|[^\"\\\\])*)\")?\\s*\\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex ScpAddress = new("^(?<user>[^@/:]+@)?(?<host>[^/:]{2,}):(?<path>[^/\\\\].*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The branch that is checked out; null when HEAD points to a commit directly.</summary>
    public string? Branch => Read(Path.Combine(GitFolder, "HEAD"))?.Trim() is { } head && head.StartsWith("ref: " + Heads, StringComparison.Ordinal) ? head.Substring(5 + Heads.Length) : null;

    /// <summary>The clone around a folder; null when there is none.</summary>
    public static LocalClone? Find(string folder)
    {
        for (DirectoryInfo? place = new(folder); place is not null; place = place.Parent)
        {
            string git = Path.Combine(place.FullName, ".git");
            if (Directory.Exists(git))
                return new LocalClone(place.FullName, git, git);
            // Worktrees and submodules have a file that says where the folder is.
            if (Read(git)?.Trim() is { } pointer && pointer.StartsWith("gitdir:", StringComparison.Ordinal))
            {
                string own = Path.GetFullPath(Path.Combine(place.FullName, pointer.Substring(7).Trim()));
                string? common = Read(Path.Combine(own, "commondir"))?.Trim();
                return new LocalClone(place.FullName, own, common is null ? own : Path.GetFullPath(Path.Combine(own, common)));
            }
        }

        return null;
    }

    /// <summary>The address of <c>origin</c>, or of the only remote; null when there is none. User name and password are left out.</summary>
    public Uri? Remote()
    {
        string? address = Addresses() is { } known ? Choose(known) : GitRepositoryReader.Read(Root).RemoteUrl;
        return address is null ? null : ToUri(address);
    }

    /// <summary>The names of local branches and of those of <c>origin</c>, in alphabetical order.</summary>
    public IReadOnlyList<string> Branches()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string kind in new[] { Heads, "refs/remotes/origin/" })
        {
            string folder = Path.Combine(CommonFolder, kind.Replace('/', Path.DirectorySeparatorChar));
            if (Directory.Exists(folder))
                names.UnionWith(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => file.Substring(folder.Length).Replace(Path.DirectorySeparatorChar, '/')));
            foreach (string line in (Read(Path.Combine(CommonFolder, "packed-refs")) ?? "").Split('\n'))
            {
                int space = line.IndexOf(' ');
                if (space > 0 && line[0] != '#' && line.Substring(space + 1).Trim() is { } name && name.StartsWith(kind, StringComparison.Ordinal))
                    names.Add(name.Substring(kind.Length));
            }
        }

        names.Remove("HEAD");
        return [.. names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal))];
    }

    /// <summary>An address as git writes it, <c>user@host:path</c> included; null for a folder or what is none.</summary>
    internal static Uri? ToUri(string address)
    {
        if (ScpAddress.Match(address) is { Success: true } scp && !address.Contains("://", StringComparison.Ordinal))
            address = $"ssh://{scp.Groups["user"].Value}{scp.Groups["host"].Value}/{scp.Groups["path"].Value}";
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url) || url.IsFile)
            return null;
        return url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = "", Password = "" }.Uri;
    }

    /// <summary>The address of each remote; null when the configuration includes or rewrites, which git itself is asked about then.</summary>
    private Dictionary<string, string>? Addresses()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        string? remote = null;
        foreach (string line in (Read(Path.Combine(CommonFolder, "config")) ?? "").Split('\n'))
        {
            if (Section.Match(line) is { Success: true } section)
            {
                string name = section.Groups["name"].Value.ToUpperInvariant();
                if (name is "INCLUDE" or "INCLUDEIF" or "URL")
                    return null;
                remote = name == "REMOTE" ? section.Groups["sub"].Value : null;
            }
            else if (remote is not null && line.Split(['='], 2) is [var key, var value] && key.Trim().Equals("url", StringComparison.OrdinalIgnoreCase) && !result.ContainsKey(remote))
            {
                if (value.IndexOfAny(['"', '\\', '#', ';']) >= 0)
                    return null;
                result[remote] = value.Trim();
            }
        }

        return result;
    }

    private static string? Choose(Dictionary<string, string> addresses) =>
        addresses.TryGetValue("origin", out string? origin) ? origin : addresses.Count == 1 ? addresses.Values.First() : null;

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
