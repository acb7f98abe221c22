using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Measuring;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Makes an annotated tag that says which model was made of a commit, and pushes it.</summary>
/// <remarks>
/// <para>The message has the model's id, the space and the metrics as lines of their own at its end, in the form of git's trailers, so that people and programs
/// read them: Model-Id: ..., Space: ..., Metric-accuracy: 0.94. A tag of the name on the same commit is given back as it is and pushed; one on another
/// commit is an error.</para>
/// </remarks>
/// <example>
///   <summary>Tag what went into production</summary>
///   <code>PS&gt; New-MlopsTag -Name churn-2026-11 -Commit prd -ModelId $model.Id -Space churn_prod_space -Metric @{ accuracy = 0.94 }</code>
///   <para>Makes the tag here and pushes it to the remote.</para>
/// </example>
/// <example>
///   <summary>With the figures of a measurement</summary>
///   <code>PS&gt; Measure-MlopsModel -Deployment churn -Path holdout.csv -LabelColumn CHURN | New-MlopsTag -Name churn-candidate -LocalOnly</code>
///   <para>Takes model and metrics from the measurement; nothing is pushed.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsTag", SupportsShouldProcess = true)]
[OutputType(typeof(GitTag))]
public sealed class NewMlopsTagCommand : RemoteRepositoryCmdlet
{
    /// <summary>Name of the tag.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The commit, or a branch or tag that names it; the one that is checked out if not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string Commit { get; set; } = "HEAD";

    /// <summary>First lines of the message; the tag's name if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Id of the model that was made of the commit.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ModelId { get; set; }

    /// <summary>Name or id of the space that the model is in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Space { get; set; }

    /// <summary>Metrics of the model by name.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Metric { get; set; }

    /// <summary>A measurement of Measure-MlopsModel, for the model's id and metrics.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public MlopsMeasurement? InputObject { get; set; }

    /// <summary>Name of the remote; the one that the current branch follows, or origin, if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Remote { get; set; }

    /// <summary>Pushes nothing.</summary>
    [Parameter]
    public SwitchParameter LocalOnly { get; set; }

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string message = TagMessage.Of(Message ?? Name, ModelId ?? InputObject?.ModelId, Space, Metric, InputObject);
        string commit = await Task.Run(() => TagWriter.Resolve(Folder, Commit), cancellationToken).ConfigureAwait(false);
        GitRemote? remote = LocalOnly ? null : await Task.Run(() => GitRepositoryReader.ReadRemote(Folder, Remote), cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"tag '{Name}' on {commit}", remote is null ? $"Make in {Folder}" : $"Make in {Folder} and push to {remote.PushUrl}").ConfigureAwait(false))
            return;
        GitTag tag = await TagWriter.CreateAsync(Folder, Name, commit, message, UseGit, cancellationToken).ConfigureAwait(false);
        if (remote is not null)
            tag = await TagWriter.PushAsync(tag, remote.Name, AccessTo(remote.PushUrl, $"Pushing {Name}"), UseGit, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        await WriteAsync(tag).ConfigureAwait(false);
    }
}
