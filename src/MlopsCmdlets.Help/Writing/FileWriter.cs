using System.Text;

namespace MlopsCmdlets.Help.Writing;

/// <summary>Writes files as UTF-8 without BOM, and only if they change, so that a build that changes nothing touches nothing.</summary>
internal static class FileWriter
{
    public static void WriteIfChanged(string path, string text)
    {
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Removes pages of an earlier run whose cmdlet is gone; files without the mark are left alone.</summary>
    public static void RemoveOldPages(string folder, IReadOnlySet<string> current)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.md").Where(f => !current.Contains(Path.GetFileName(f))))
        {
            if (File.ReadLines(file).FirstOrDefault() == MarkdownWriter.Mark) File.Delete(file);
        }
    }
}
