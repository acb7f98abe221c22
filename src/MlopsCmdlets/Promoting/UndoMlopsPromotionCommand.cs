using System.Management.Automation;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promoting;

/// <summary>Lets a deployment serve the model again that it served before the last promotion.</summary>
/// <remarks>
/// <para>What to go back to comes from the environment's record. The deployment keeps its id and serving name, is scored, and the rollback is recorded. It works
/// when the newer model is gone, and refuses when the older one is gone or has another content than was recorded.</para>
/// <para>Running it again changes nothing: to go further back, or forward again, name the entry with -To. Get-MlopsPromotion lists the entries.</para>
/// <para>The result object comes out whether it succeeded or not, with ExitCode for scripts; see Invoke-MlopsPromotion.</para>
/// </remarks>
/// <example>
///   <summary>Take the last promotion back</summary>
///   <code>PS&gt; $ErrorActionPreference = 'Stop'; $result = Undo-MlopsPromotion -Environment prd -Confirm:$false -ErrorAction Continue; exit $result.ExitCode</code>
///   <para>Scores with rows of the earlier model's training data.</para>
/// </example>
/// <example>
///   <summary>Go to a certain entry</summary>
///   <code>PS&gt; Undo-MlopsPromotion -Environment prd -To 4 -Deployment ChurnPredictionProd -SmokeData smoke.csv</code>
///   <para>The deployment serves what it served after entry 4.</para>
/// </example>
[Cmdlet(VerbsCommon.Undo, "MlopsPromotion", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PromotionResult))]
public sealed class UndoMlopsPromotionCommand : PromotingCmdlet
{
    /// <summary>Name of the environment.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string? Environment { get; set; }

    /// <summary>Sequence number of the entry whose model is to serve again. Default: the one before the present.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? To { get; set; }

    /// <summary>Name or id of the deployment. Needed where the record knows several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Deployment { get; set; }

    /// <summary>Goes without a smoke score. Recorded; production demands one otherwise.</summary>
    [Parameter]
    public SwitchParameter SkipSmoke { get; set; }

    /// <summary>Longest wait for the deployment, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>How long to wait while somebody else holds the environment's lock, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int LockTimeoutSec { get; set; }

    /// <summary>Takes the environment's lock from whoever still holds it when the time is over. Recorded.</summary>
    [Parameter]
    public SwitchParameter TakeLock { get; set; }

    /// <summary>Asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Environment;

    private protected override TimeSpan ServerTimeout => TimeSpan.FromSeconds(TimeoutSec);

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) => WithResultAsync(() => UndoAsync(cancellationToken));

    private async Task UndoAsync(CancellationToken cancellationToken)
    {
        EnvironmentFile file = await ReadEnvironmentsAsync().ConfigureAwait(false);
        MlopsEnvironment environment = file.Find(Environment!);
        string what = Deployment is null ? $"'{environment.Name}' ({environment.Url.GetLeftPart(UriPartial.Authority)})" : $"deployment '{Deployment}' in '{environment.Name}' ({environment.Url.GetLeftPart(UriPartial.Authority)})";
        string action = To is { } to ? $"Serve the model of entry {to} again" : "Serve the model again that served before the last promotion";
        if (!await ApproveAsync(what, action, Force, environment.Production).ConfigureAwait(false))
            return;
        PromotionSide side = await OpenAsync(environment, DestinationSession, cancellationToken).ConfigureAwait(false);
        var request = new PromotionRequest
        {
            SmokeRows = await SmokeRowsAsync().ConfigureAwait(false),
            SkipSmoke = SkipSmoke,
            LockWait = TimeSpan.FromSeconds(LockTimeoutSec),
            TakeLock = TakeLock,
            Host = System.Environment.MachineName,
            ToolVersion = ToolVersion,
        };
        PromotionResult result = await new PromotionRunner(PartsOf(file, side))
            .UndoAsync(new UndoRequest { To = To, Deployment = Deployment }, request, StepProgress($"Rolling back '{environment.Name}'"), cancellationToken).ConfigureAwait(false);
        await ReportAsync(result).ConfigureAwait(false);
    }
}
