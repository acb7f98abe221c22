using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Sandbox.Git.Storage;

/// <summary>This part: commits, differences and files.</summary>
internal sealed partial class BareRepository
{
    private const string CommitFormat = "--format=%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%at%x1f%cn%x1f%ce%x1f%ct%x1f%B%x1e";

    public async Task<GitCommit?> CommitAsync(string revision) =>
        await ResolveAsync(revision) is { } sha ? (await LogAsync(1, sha)).FirstOrDefault() : null;

    /// <summary>Commits, newest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="revisions">As <c>git log</c> takes them, such as <c>a..b</c>.</param>
    public async Task<IReadOnlyList<GitCommit>> LogAsync(int most, params string[] revisions)
    {
        var output = await program.RunAsync(path, ["log", CommitFormat, "-n", most.ToString(CultureInfo.InvariantCulture), "--end-of-options", .. revisions]);
        return output.Succeeded ? [.. output.Text.Split('\x1e').Select(t => t.TrimStart('\n')).Where(t => t.Length > 0).Select(ParseCommit)] : [];
    }

    public async Task<bool> IsAncestorAsync(string ancestor, string descendant) => (await GitAsync("merge-base", "--is-ancestor", ancestor, descendant)).Succeeded;

    public async Task<string?> MergeBaseAsync(string one, string other)
    {
        var output = await GitAsync("merge-base", one, other);
        return output.Succeeded ? output.Line.Split('\n')[0] : null;
    }

    /// <summary>Commits that only the first and only the second has.</summary>
    public async Task<(int Behind, int Ahead)> CountAsync(string left, string right)
    {
        var counts = (await GitAsync("rev-list", "--left-right", "--count", $"{left}...{right}")).Check().Line.Split('\t');
        return (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture));
    }

    public async Task<IReadOnlyList<GitFileChange>> DiffAsync(string from, string to)
    {
        var fields = (await GitAsync("diff", "-M", "--raw", "--numstat", "--no-abbrev", "-z", from, to)).Check().Text.Split('\0');
        List<(char Status, string Blob, string Path, string? OldPath)> files = [];
        var i = 0;
        while (i < fields.Length && fields[i].StartsWith(':'))
        {
            var head = fields[i++].Split(' ');
            var status = head[4][0];
            var first = fields[i++];
            var second = status is 'R' or 'C' ? fields[i++] : null;
            files.Add((status, status == 'D' ? head[2] : head[3], second ?? first, second is null ? null : first));
        }

        var patches = Patches((await GitAsync("diff", "-M", "--no-color", from, to)).Check().Text, files.Count);
        List<GitFileChange> changes = [];
        for (var n = 0; n < files.Count; n++)
        {
            var counts = fields[i++].Split('\t');
            if (counts.Length > 2 && counts[2].Length == 0) i += 2;
            changes.Add(new(files[n].Status, files[n].Path, files[n].OldPath, files[n].Blob, Number(counts[0]), Number(counts[1]), patches[n]));
        }

        return changes;
    }

    /// <summary>The entries of a folder, or the one entry of a file; empty when there is none.</summary>
    public async Task<IReadOnlyList<TreeEntry>> ListAsync(string commit, string folder, bool recursive = false)
    {
        string[] options = recursive ? ["ls-tree", "-l", "-z", "-r"] : ["ls-tree", "-l", "-z"];
        string[] paths = folder.Length == 0 ? [] : ["--", folder];
        var output = await program.RunAsync(path, [.. options, commit, .. paths]);
        return output.Succeeded ? [.. output.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(ParseEntry)] : [];
    }

    public async Task<byte[]> BlobAsync(string sha) => (await GitAsync("cat-file", "blob", sha)).Check().Bytes;

    /// <summary>An object as it is stored, such as an annotated tag.</summary>
    public async Task<string> RawAsync(string kind, string sha) => (await GitAsync("cat-file", kind, sha)).Check().Text;

    private static string?[] Patches(string text, int count)
    {
        var patches = new string?[count];
        var n = -1;
        var hunk = new StringBuilder();
        void End()
        {
            if (n >= 0 && n < count && hunk.Length > 0) patches[n] = hunk.ToString().TrimEnd('\n');
            hunk.Clear();
        }

        var inHunk = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                End();
                n++;
                inHunk = false;
                continue;
            }

            inHunk |= line.StartsWith("@@ ", StringComparison.Ordinal);
            if (inHunk) hunk.Append(line).Append('\n');
        }

        End();
        return patches;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static TreeEntry ParseEntry(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var head = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(head[0], head[1], head[2], long.TryParse(head[3], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0, line[(tab + 1)..]);
    }

    private static GitCommit ParseCommit(string text)
    {
        var parts = text.Split(Separator, 10);
        return new(
            parts[0],
            parts[1],
            [.. parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            new(parts[3], parts[4], Time(parts[5])),
            new(parts[6], parts[7], Time(parts[8])),
            parts[9].TrimEnd('\n'));
    }

    private static DateTimeOffset Time(string seconds) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
}
