using System.Reflection;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>The style sheet, which lies beside the code as a file of its own.</summary>
internal static class Style
{
    public static string Text
    {
        get
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("MlopsCmdlets.Reporting.report.css")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
