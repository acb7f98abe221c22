using System.Text;
using System.Text.RegularExpressions;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Notebooks.Sources;
using MlopsCmdlets.Reporting.Markdown;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>The text of a pull request, made from a template, and the comment that takes what a host's limit leaves no room for.</summary>
/// <param name="Body">The text.</param>
/// <param name="Comment">What is to be a comment; null for nothing.</param>
internal sealed record PullRequestBody(string Body, string? Comment)
{
    /// <summary>The template where none is given.</summary>
    public const string DefaultTemplate = "{{summary}}\n\n{{notebooks}}\n\n{{report}}\n";

    /// <summary>Key of the comment: opened again, the pull request gets no second one.</summary>
    public const string CommentKey = "mlops-pull-request";

    // GitHub keeps 65,536 characters of texts and comments; Azure Repos 4,000 of a description and 150,000 of a comment.
    private const int GitHubLimit = 60_000;
    private const int AzureLimit = 4_000;
    private const int CommentLimit = 60_000;
    private const int NotebookLimit = 40_000;
    private static readonly Regex Placeholder = new("\\{\\{\\s*(?<name>[a-z]+)\\s*\\}\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex EmptyLines = new("\\n{3,}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Whether a template shows a part.</summary>
    public static bool Uses(string template, string part) => Placeholder.Matches(template).Cast<Match>().Any(match => match.Groups["name"].Value == part);

    /// <summary>Makes the text.</summary>
    /// <param name="template">Text with <c>{{summary}}</c>, <c>{{notebooks}}</c>, <c>{{report}}</c>, <c>{{head}}</c> and <c>{{base}}</c>; others stay as they are.</param>
    /// <param name="parts">The values; what is inserted is not looked through again.</param>
    /// <param name="kind">Whose limits hold.</param>
    public static PullRequestBody Make(string template, PullRequestParts parts, GitHostKind kind)
    {
        int limit = kind == GitHostKind.AzureRepos ? AzureLimit : GitHubLimit;
        string notebooks = Notebooks(parts.Notebooks, NotebookLimit);
        string whole = Fill(template, parts, notebooks, parts.Report);
        if (whole.Length <= limit)
            return new PullRequestBody(whole, null);
        bool showsNotebooks = notebooks.Length > 0 && Uses(template, "notebooks");
        bool showsReport = parts.Report.Length > 0 && Uses(template, "report");
        if (!showsNotebooks && !showsReport)
            return new PullRequestBody(Cut(whole, limit), null);
        string comment = (showsNotebooks ? notebooks : "") + (showsNotebooks && showsReport ? "\n\n" : "") + (showsReport ? parts.Report : "");
        string hint = $"What changes in the notebooks and what was measured is in a comment of this pull request.";
        return new PullRequestBody(Cut(Fill(template, parts, showsNotebooks ? hint : "", showsNotebooks ? "" : hint), limit), Cut(comment, CommentLimit));
    }

    private static string Fill(string template, PullRequestParts parts, string notebooks, string report)
    {
        string filled = Placeholder.Replace(template.Replace("\r\n", "\n"), match => match.Groups["name"].Value switch
        {
            "summary" => parts.Summary.Trim(),
            "notebooks" => notebooks.Trim(),
            "report" => report.Trim(),
            "head" => MarkdownText.Code(parts.Head),
            "base" => MarkdownText.Code(parts.Base),
            _ => match.Value,
        });
        return SafeText.Of(EmptyLines.Replace(filled, "\n\n").Trim());
    }

    private static string Notebooks(IReadOnlyList<RevisionNotebook> notebooks, int limit)
    {
        var text = new StringBuilder();
        foreach (RevisionNotebook notebook in notebooks)
        {
            if (text.Length >= limit)
            {
                text.Append("More notebooks are changed that are not shown.\n");
                break;
            }

            text.Append(notebook.Difference is { } difference
                ? difference.ToMarkdown(limit - text.Length)
                : $"### {MarkdownText.Code(notebook.Path)}\n\nIt could not be compared: {MarkdownText.Of(notebook.Problem)}\n").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whole lines only: half a line could open what nothing closes.</summary>
    private static string Cut(string text, int limit)
    {
        const string rest = "\n\n… more is not shown.\n";
        if (text.Length <= limit)
            return text;
        int end = text.LastIndexOf('\n', limit - rest.Length);
        return text.Substring(0, end > 0 ? end : limit - rest.Length) + rest;
    }
}
