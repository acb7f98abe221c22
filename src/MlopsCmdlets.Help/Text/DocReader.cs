using System.Text;
using System.Xml.Linq;

namespace MlopsCmdlets.Help.Text;

/// <summary>Turns the content of a documentation element into blocks of text.</summary>
/// <param name="cmdletNames">Documentation id of a cmdlet class ("T:Namespace.Class") to the cmdlet's name.</param>
internal sealed class DocReader(IReadOnlyDictionary<string, string> cmdletNames)
{
    public IReadOnlyList<Block> Read(XElement? element)
    {
        if (element is null) return [];
        var blocks = new List<Block>();
        ReadInto(blocks, element, BlockKind.Paragraph);
        return blocks;
    }

    /// <summary>The text of an element on one line, without marks.</summary>
    public string ReadLine(XElement? element) => string.Join(' ', Read(element).Select(b => b.PlainText));

    /// <summary>The name under which help shows what a <c>cref</c> points to.</summary>
    public Inline ReadReference(string cref)
    {
        if (cmdletNames.TryGetValue(cref, out var cmdlet)) return new Inline(InlineKind.Cmdlet, cmdlet);
        var path = cref.Length > 2 && cref[1] == ':' ? cref[2..] : cref;
        var end = path.IndexOfAny(['(', '`', '{']);
        if (end > 0) path = path[..end];
        var dot = path.LastIndexOf('.');
        var name = path[(dot + 1)..];
        if (!cref.StartsWith("P:", StringComparison.Ordinal) || dot < 0) return new Inline(InlineKind.Code, name);

        // A property of a cmdlet is a parameter; one of an abstract base cmdlet too, but its name says as much.
        var owner = path[..dot];
        var isParameter = cmdletNames.ContainsKey("T:" + owner) || owner.EndsWith("Cmdlet", StringComparison.Ordinal);
        return new Inline(InlineKind.Code, isParameter ? "-" + name : name);
    }

    /// <summary>The lines of a code element without their common indentation and the empty lines around them.</summary>
    public static string ReadCode(XElement code)
    {
        var lines = code.Value.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).ToList();
        // The first line may stand behind the tag: the indentation of the others says nothing about it.
        var first = lines[0].Length > 0 ? lines[0].TrimStart() : null;
        if (first is not null) lines.RemoveAt(0);
        while (lines.Count > 0 && lines[0].Length == 0) lines.RemoveAt(0);
        while (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        var indentation = lines.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(l => l.Length == 0 ? l : l[indentation..]).Prepend(first).OfType<string>());
    }

    private void ReadInto(List<Block> blocks, XElement container, BlockKind kind)
    {
        var runs = new List<Inline>();
        foreach (var node in container.Nodes())
        {
            switch (node)
            {
                case XElement { Name.LocalName: "para" or "p" } para:
                    Flush(blocks, runs, kind);
                    ReadInto(blocks, para, kind);
                    break;
                case XElement { Name.LocalName: "code" } code:
                    Flush(blocks, runs, kind);
                    blocks.Add(new Block(BlockKind.Code, [new Inline(InlineKind.Text, ReadCode(code))]));
                    break;
                case XElement { Name.LocalName: "list" } list:
                    Flush(blocks, runs, kind);
                    ReadList(blocks, list);
                    break;
                default:
                    ReadRun(runs, node);
                    break;
            }
        }

        Flush(blocks, runs, kind);
    }

    private void ReadList(List<Block> blocks, XElement list)
    {
        var kind = (string?)list.Attribute("type") == "number" ? BlockKind.Numbered : BlockKind.Bullet;
        foreach (var item in list.Elements("item"))
        {
            var runs = new List<Inline>();
            var term = item.Element("term");
            var description = item.Element("description");
            if (term is not null) ReadRuns(runs, term);
            if (term is not null && description is not null) runs.Add(new Inline(InlineKind.Text, ": "));
            ReadRuns(runs, description ?? (term is null ? item : new XElement("empty")));
            Flush(blocks, runs, kind);
        }
    }

    private void ReadRuns(List<Inline> runs, XElement container)
    {
        foreach (var node in container.Nodes()) ReadRun(runs, node);
    }

    private void ReadRun(List<Inline> runs, XNode node)
    {
        switch (node)
        {
            case XText text:
                runs.Add(new Inline(InlineKind.Text, text.Value));
                break;
            case XElement { Name.LocalName: "c" } code:
                runs.Add(new Inline(InlineKind.Code, Collapse(code.Value).Trim()));
                break;
            case XElement { Name.LocalName: "b" or "i" or "em" or "strong" } emphasis:
                runs.Add(new Inline(InlineKind.Emphasis, Collapse(emphasis.Value).Trim()));
                break;
            case XElement { Name.LocalName: "paramref" } reference:
                runs.Add(new Inline(InlineKind.Code, "-" + (string?)reference.Attribute("name")));
                break;
            case XElement { Name.LocalName: "see" or "seealso" or "a" } see:
                runs.Add(ReadSee(see));
                break;
            case XElement { Name.LocalName: "br" }:
                runs.Add(new Inline(InlineKind.Text, " "));
                break;
            case XElement other:
                ReadRuns(runs, other);
                break;
        }
    }

    private Inline ReadSee(XElement see)
    {
        var text = Collapse(see.Value).Trim();
        if ((string?)see.Attribute("href") is { } href) return new Inline(InlineKind.Link, text.Length > 0 ? text : href, href);
        if ((string?)see.Attribute("langword") is { } word)
            return new Inline(InlineKind.Code, word is "true" or "false" or "null" ? "$" + word : word);
        var reference = ReadReference((string?)see.Attribute("cref") ?? "");
        return text.Length > 0 ? reference with { Text = text } : reference;
    }

    private static void Flush(List<Block> blocks, List<Inline> runs, BlockKind kind)
    {
        var clean = new List<Inline>();
        foreach (var run in runs)
        {
            var text = Collapse(run.Text);
            if (clean.Count == 0 || clean[^1].Text.EndsWith(' ')) text = text.TrimStart();
            if (text.Length > 0) clean.Add(run with { Text = text });
        }

        if (clean.Count > 0) clean[^1] = clean[^1] with { Text = clean[^1].Text.TrimEnd() };
        clean.RemoveAll(r => r.Text.Length == 0);
        if (clean.Count > 0) blocks.Add(new Block(kind, clean));
        runs.Clear();
    }

    private static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00a0') result.Append(c);
            else if (result.Length == 0 || result[^1] != ' ') result.Append(' ');
        }

        return result.ToString();
    }
}
