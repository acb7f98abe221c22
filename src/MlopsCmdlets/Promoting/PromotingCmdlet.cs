using System.Management.Automation;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Environments;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.PipelineOutput;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promoting;

/// <summary>What applying a plan, rolling back and running gates share: lock, record and the rows to score.</summary>
public abstract class PromotingCmdlet : SidesCmdlet
{
    private const int MostSmokeRows = 1000;

    /// <summary>The session of the destination. Default: the last connected one of its cluster.</summary>
    [Parameter]
    [Alias("Session")]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CpdSession? DestinationSession { get; set; }

    /// <summary>Writes issues, progress, output variables and a summary for the agent of a build system.</summary>
    [Parameter]
    public PipelineSystem PipelineOutput { get; set; }

    /// <summary>A CSV file with rows for the smoke score. Default: rows of the model's training data.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SmokeData { get; set; }

    /// <summary>What a promotion into an environment works with.</summary>
    private protected PromotionParts PartsOf(EnvironmentFile file, PromotionSide destination)
    {
        LockServices services = LockServices.Of(destination.Time);
        return new PromotionParts(
            destination, new EnvironmentLock(destination.Files, destination.Environment.Name, destination.Me, services),
            new PromotionRecord(destination.Files, destination.Environment.Name, destination.Me, services), destination.Time)
        {
            SmokeRows = new TrainingRows(),
            HistoryOf = (name, token) => HistoryOfAsync(file, name, services, token),
        };
    }

    /// <summary>The rows of -SmokeData; null without.</summary>
    private protected async Task<SmokeRows?> SmokeRowsAsync()
    {
        if (SmokeData is null)
            return null;
        string path = await AskAsync(() => GetUnresolvedProviderPathFromPSPath(SmokeData)).ConfigureAwait(false);
        return SmokeRowReader.Read(path, System.IO.Path.GetFileName(path), MostSmokeRows);
    }

    /// <summary>Shows the steps while they run, to a user or to an agent.</summary>
    private protected IProgress<PromotionProgress> StepProgress(string activity)
    {
        var agent = new AgentProgress();
        return new StepReporter((progress, status) =>
        {
            _ = ProgressAsync(activity, status, progress.Percent ?? -1);
            if (PipelineOutput == PipelineSystem.AzureDevOps && agent.Next(progress) is { } command)
                _ = TellAgentAsync([command]);
        });
    }

    /// <summary>Emits the result, and for one that is no success an error whose target it is.</summary>
    private protected async Task ReportAsync(PromotionResult result)
    {
        await EndProgressAsync().ConfigureAwait(false);
        foreach (string warning in result.Warnings)
            await WarnAsync(warning).ConfigureAwait(false);
        await WriteAsync(result).ConfigureAwait(false);
        if (PipelineOutput == PipelineSystem.AzureDevOps)
            await TellAgentAsync(AgentReport.Of(result, ToolVersion, Clock.GetUtcNow())).ConfigureAwait(false);
        if (result.Error is { } failure)
            await FailAsync(failure, result).ConfigureAwait(false);
    }

    /// <summary>
    /// Does the work. What fails before there is a result becomes one, too: without it <c>exit $result.ExitCode</c> would tell a build that all is well. A preview has
    /// no result, and what ends the pipeline is thrown.
    /// </summary>
    private protected async Task WithResultAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or PipelineStoppedException or ActionPreferenceStopException) && !ErrorTable.EndsPipeline(failure))
        {
            if (await AskAsync(() => new Confirmation(this).IsWhatIf).ConfigureAwait(false))
                throw;
            await ReportAsync(new PromotionResult { Outcome = PromotionOutcome.Failed, Error = failure }).ConfigureAwait(false);
        }
    }

    /// <summary>Commands for an agent go to the host as they are; they were escaped when they were made.</summary>
    private protected async Task TellAgentAsync(IEnumerable<string> commands)
    {
        foreach (string command in commands)
            await PostAsync(() => WriteInformation(new HostInformationMessage { Message = command }, ["PSHOST"])).ConfigureAwait(false);
    }

    private async Task<PromotionHistory?> HistoryOfAsync(EnvironmentFile file, string name, LockServices services, CancellationToken cancellationToken)
    {
        if (file.Environments.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } environment)
            return null;
        try
        {
            PromotionSide side = await OpenAsync(environment, null, cancellationToken).ConfigureAwait(false);
            return await new PromotionRecord(side.Files, environment.Name, side.Me, services).ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Errors.NoSessionForEnvironmentException)
        {
            return null;
        }
    }
}
