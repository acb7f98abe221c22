using System.Text;
using System.Xml;
using System.Xml.Linq;
using MlopsCmdlets.Help.Model;
using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Writing;

/// <summary>Writes MAML, the form of help that <c>Get-Help</c> of both PowerShell editions reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Sets examples apart: Get-Help prints no empty line between them.</summary>
    private const string Rule = "--------";

    public static string Write(IEnumerable<CmdletHelp> cmdlets)
    {
        var root = new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(WriteCommand));
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, settings)) root.Save(writer);
        return text.Append('\n').ToString();
    }

    private static XElement WriteCommand(CmdletHelp cmdlet) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            new XElement(Maml + "description", Para(cmdlet.Synopsis))),
        new XElement(Maml + "description", WriteBlocks(cmdlet.Description)),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(s => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            s.Parameters.Select(p => WriteParameter(p, inSyntax: true))))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(p => WriteParameter(MainUse(cmdlet, p), inSyntax: false))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(t => new XElement(Command + "inputType", WriteType(t)))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(t => new XElement(Command + "returnValue", WriteType(t)))),
        new XElement(Command + "examples", cmdlet.Examples.Select((e, i) => new XElement(
            Command + "example",
            new XElement(Maml + "title", $"{Rule} Example {i + 1}: {e.Title} {Rule}"),
            new XElement(Dev + "code", e.Code),
            new XElement(Dev + "remarks", WriteBlocks(e.Explanation), Para(""))))),
        new XElement(Command + "relatedLinks", cmdlet.Links.Select(l => new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", l.Text),
            new XElement(Maml + "uri", l.Target)))));

    /// <summary>Where sets differ in a parameter, the list of parameters shows the default set's use, else the first.</summary>
    private static ParameterUse MainUse(CmdletHelp cmdlet, ParameterHelp parameter) =>
        cmdlet.ParameterSets.SelectMany(s => s.Parameters).First(u => u.Parameter.Name == parameter.Name);

    private static XElement WriteParameter(ParameterUse use, bool inSyntax)
    {
        var parameter = use.Parameter;
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", use.Mandatory),
            new XAttribute("variableLength", use.FromRemaining || parameter.TypeName.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", parameter.SupportsWildcards),
            new XAttribute("pipelineInput", use.PipelineText),
            new XAttribute("position", use.PositionText),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", WriteBlocks(parameter.FullDescription)));
        if (inSyntax && parameter.AcceptedValues.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(v => new XElement(
                Command + "parameterValue", new XAttribute("required", value: false), new XAttribute("variableLength", value: false), v))));
        }
        else if (!(inSyntax && parameter.IsSwitch))
        {
            element.Add(new XElement(
                Command + "parameterValue", new XAttribute("required", !parameter.IsSwitch), new XAttribute("variableLength", value: false), parameter.TypeName));
        }

        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.DefaultValue ?? "None"));
        return element;
    }

    private static IEnumerable<XElement> WriteType(TypeHelp type) =>
    [
        new XElement(Dev + "type", new XElement(Maml + "name", type.FullName)),
        new XElement(Maml + "description", WriteBlocks(type.Description)),
    ];

    /// <summary>Get-Help knows only paragraphs, but keeps line ends in them: a list is one paragraph, and so is code.</summary>
    private static IEnumerable<XElement> WriteBlocks(IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var kind = blocks[i].Kind;
            if (kind is not (BlockKind.Bullet or BlockKind.Numbered))
            {
                yield return Para(blocks[i].PlainText);
                continue;
            }

            var items = blocks.Skip(i).TakeWhile(b => b.Kind == kind).Select((b, n) => (kind == BlockKind.Bullet ? "- " : $"{n + 1}. ") + b.PlainText).ToList();
            i += items.Count - 1;
            yield return Para(string.Join('\n', items));
        }
    }

    private static XElement Para(string text) => new(Maml + "para", text);
}
