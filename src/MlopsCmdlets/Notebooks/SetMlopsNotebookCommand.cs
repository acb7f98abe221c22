using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Repositories;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Notebooks;

/// <summary>Sets variables and keyword arguments of a Python notebook, and leaves every other byte of the file as it was.</summary>
/// <remarks>
/// <para>A name may be assigned (test_size = 0.4) or be a keyword argument of a call (train_test_split(X, y, test_size=0.4)). If it gets a value in
/// several places, nothing is changed and the error lists them: choose with -Cell, -Line or -ParametersCell. Unpacking, chained and augmented
/// assignments are refused. Values become Python literals: text, numbers, True and False, None, lists and dictionaries.</para>
/// <para>Formatting, order, escapes and line ends of the file stay, so that the change of a reviewed notebook is the value and nothing else.
/// Outputs are not touched: run the notebook again, or let Save-MlopsChange strip them.</para>
/// </remarks>
/// <example>
///   <summary>Train on more of the data</summary>
///   <code>PS&gt; Set-MlopsNotebook -Path assets/notebooks/customer-churn-prediction.ipynb -Variable @{ test_size = 0.2 }</code>
///   <para>One object for each name, with the value before and after.</para>
/// </example>
/// <example>
///   <summary>Set one of several places</summary>
///   <code>PS&gt; Set-MlopsNotebook -Path churn.ipynb -Variable @{ test_size = 0.2 } -Cell 4 -Line 2</code>
///   <para>Cells and lines are counted from 1; a cell's id does as well.</para>
/// </example>
/// <example>
///   <summary>Parameters as papermill passes them</summary>
///   <code>PS&gt; Set-MlopsNotebook -Path churn.ipynb -Variable @{ environment = 'uat'; features = 'AGE', 'CHILDREN' } -Inject</code>
///   <para>The cell tagged parameters keeps its defaults; a cell tagged injected-parameters behind it overrides them.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "MlopsNotebook", SupportsShouldProcess = true)]
[OutputType(typeof(NotebookVariable))]
public sealed class SetMlopsNotebookCommand : MlopsCmdlet
{
    /// <summary>The notebook; also from Get-ChildItem.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Names and their new values. Names are exact, as in Python. All of them are set, or none.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public IDictionary Variable { get; set; } = new Hashtable();

    /// <summary>Look in this cell only: its id, or its number of which the first is 1.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Cell { get; set; }

    /// <summary>Look on this line of the cell only; the first is 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Line { get; set; }

    /// <summary>Look in the cell tagged parameters only.</summary>
    [Parameter]
    public SwitchParameter ParametersCell { get; set; }

    /// <summary>Leave the cell tagged parameters as it is and write the values to a cell tagged injected-parameters behind it, as papermill does.</summary>
    [Parameter]
    public SwitchParameter Inject { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        Dictionary<string, object?> variables = await AskAsync(() => NotebookValue.Of(Variable)).ConfigureAwait(false);
        var options = new NotebookEditOptions { Cell = Cell, Line = Line, ParametersCell = ParametersCell, Inject = Inject };
        var seen = new Dictionary<string, WorkFile?>(StringComparer.Ordinal) { [path] = WorkFile.Of(path) };
        byte[] before = await Task.Run(() => File.ReadAllBytes(path), cancellationToken).ConfigureAwait(false);
        NotebookEdit edit = await Task.Run(() => NotebookEditor.SetVariables(before, path, variables, options), cancellationToken).ConfigureAwait(false);

        if (new FileInfo(path).IsReadOnly)
            throw new UnauthorizedAccessException($"The notebook '{path}' is read-only.");
        string what = string.Join(", ", edit.Changes.Select(c => $"{c.Name} = {c.After}"));
        if (!await ApproveAsync(path, $"Set {what}").ConfigureAwait(false))
            return;
        if (!before.AsSpan().SequenceEqual(edit.Content))
        {
            WorkFile.RefuseChanged(seen);
            using var content = new MemoryStream(edit.Content, writable: false);
            await FileWriter.WriteAsync(content, path, cancellationToken).ConfigureAwait(false);
        }

        foreach (NotebookVariable change in edit.Changes)
            await WriteAsync(change).ConfigureAwait(false);
    }
}
