using System.Globalization;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>
/// Runs gates at once, each with its own time limit. One that throws, hangs or answers nothing has failed; the others go on, so that the report is
/// complete.
/// </summary>
/// <param name="limit">Longest time for a gate that names none itself.</param>
public sealed class GateRunner(TimeSpan limit)
{
    /// <summary>Runs them all.</summary>
    /// <returns>One result for each gate, in their order.</returns>
    public async Task<IReadOnlyList<GateResult>> RunAsync(IReadOnlyList<IPromotionGate> gates, GateContext context, CancellationToken cancellationToken) =>
        await Task.WhenAll(gates.Select(gate => RunAsync(gate, context, cancellationToken))).ConfigureAwait(false);

    private async Task<GateResult> RunAsync(IPromotionGate gate, GateContext context, CancellationToken cancellationToken)
    {
        var startedAt = context.Time.GetUtcNow();
        var started = context.Time.GetTimestamp();
        var result = await JudgeAsync(gate, context, cancellationToken).ConfigureAwait(false);
        // Name, kind and severity are what was asked for, whatever the gate says of itself.
        return result with
        {
            Name = gate.Definition.Name,
            Kind = gate.Definition.Kind,
            Severity = gate.Definition.Severity,
            StartedAt = startedAt,
            Duration = context.Time.GetElapsedTime(started),
        };
    }

    private async Task<GateResult> JudgeAsync(IPromotionGate gate, GateContext context, CancellationToken cancellationToken)
    {
        var longest = GateSettings.Timeout(gate.Definition) ?? limit;
        using var timeout = context.Time.CreateTimeout(longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = either.Token.Register(() => over.TrySetResult(true));
        // In the pool: a gate that blocks its thread must not hold up the others.
        var work = Task.Run(() => gate.EvaluateAsync(context, either.Token), CancellationToken.None);
        GateResult? result = null;
        try
        {
            if (await Task.WhenAny(work, over.Task).ConfigureAwait(false) == work)
                result = await work.ConfigureAwait(false) ?? gate.Failed("it gave no answer");
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Told below.
        }
#pragma warning disable CA1031 // whatever broke in a gate is that gate's outcome
        catch (Exception e)
#pragma warning restore CA1031
        {
            result = gate.Failed($"it broke: {e.Message}", ("exception", e.GetType().Name));
        }
        _ = work.ContinueWith(late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        // Also before an answer: that of a gate that was stopped ("it was stopped") would stand in the record as its verdict.
        cancellationToken.ThrowIfCancellationRequested();
        return result ?? gate.Failed($"it did not answer within {longest.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s");
    }
}
