using System.Management.Automation;
using System.Text;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Reporting.Html;
using MlopsCmdlets.Reporting.Markdown;

namespace MlopsCmdlets.Reporting;

/// <summary>Writes a report for reviewers: what a plan changes, what the gates said, how the model does, what happened before.</summary>
/// <remarks>
/// <para>The report is one HTML file without anything to load: it opens offline, in light and dark, on a phone, and prints. Give it plans, results of
/// Invoke-MlopsPromotion and Undo-MlopsPromotion, results of Test-MlopsGate, measurements of Measure-MlopsModel and entries of Get-MlopsPromotion, in any
/// order; it shows what it gets.</para>
/// <para>With -AsMarkdown it is text for a pull request or the summary of a pipeline run, without charts. Names and messages that came from servers are escaped.</para>
/// </remarks>
/// <example>
///   <summary>A report for the approvers of a plan</summary>
///   <code>PS&gt; $plan, (Test-MlopsGate -Plan $plan), $measurement, (Get-MlopsPromotion -Environment prd) | Export-MlopsReport -Path review.html</code>
///   <para>Emits the file. Attach it to the build or send it.</para>
/// </example>
/// <example>
///   <summary>Markdown for a pull request</summary>
///   <code>PS&gt; $text = $plan, $measurement | Export-MlopsReport -AsMarkdown</code>
///   <para>Emits the text; with -Path it is written to a file.</para>
/// </example>
[Cmdlet(VerbsData.Export, "MlopsReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
[OutputType(typeof(string))]
public sealed class ExportMlopsReportCommand : MlopsCmdlet
{
    private readonly ReportContent _content = new();

    /// <summary>What to show: plans, results of promotions and gates, measurements, entries of a record. Nothing, as a command without results leaves it in a list, is passed over.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 1)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>The file to write. Needed unless -AsMarkdown is given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The heading. Default: made from the plan or the environment.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Makes Markdown instead of HTML.</summary>
    [Parameter]
    public SwitchParameter AsMarkdown { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Path is null && !AsMarkdown
        ? throw new ArgumentException("Give the file to write with -Path, or -AsMarkdown for text.")
        : Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (PSObject? given in InputObject ?? [])
        {
            if (given is not null)
                _content.Add(given);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_content.IsEmpty)
        {
            await WarnAsync($"There is nothing to report, so that {(Path is null ? "no report was made" : $"'{Path}' was not written")}.").ConfigureAwait(false);
            return;
        }

        string title = ReportText.Of(Title ?? ReportTitle.Of(_content));
        string version = typeof(ExportMlopsReportCommand).Assembly.GetName().Version?.ToString(3) ?? "";
        var frame = new ReportFrame(title, Clock.GetUtcNow(), version);
        string text = AsMarkdown ? MarkdownReport.Write(_content, frame) : HtmlReport.Write(_content, frame);
        if (Path is null)
        {
            await WriteAsync(text).ConfigureAwait(false);
            return;
        }

        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'. No report was written.");
        if (File.Exists(path) && !Force)
            throw new FileExistsException(path);
        if (!await ApproveAsync(path, $"Write the report '{title}'").ConfigureAwait(false))
            return;
        using var content = new MemoryStream(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
        await FileWriter.WriteAsync(content, path, cancellationToken).ConfigureAwait(false);
        await WriteFileAsync(path).ConfigureAwait(false);
    }
}
