using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Tests.Gates;

/// <summary>A run that is stopped while a gate is at work.</summary>
public sealed class GateStopTests : GateBench
{
    [Fact]
    public Task What_a_gate_says_because_the_run_was_stopped_is_no_verdict() =>
        StopAtWorkAsync(answer => answer.SetResult(new GateResult("script", "script", GateOutcome.Failed, GateSeverity.Required, "it was stopped")));

    [Fact]
    public Task A_gate_that_breaks_because_the_run_was_stopped_is_not_broken() =>
        StopAtWorkAsync(answer => answer.SetException(new InvalidOperationException("the connection was closed")));

    private async Task StopAtWorkAsync(Action<TaskCompletionSource<GateResult>> whenStopped)
    {
        using var stop = new CancellationTokenSource();
        var atWork = new TaskCompletionSource<bool>();
        // As a script that is stopped: it answers at once, before the runner itself has heard of the stop. Whoever registered last hears of it first.
        var gate = new Stopped(token =>
        {
            var answer = new TaskCompletionSource<GateResult>();
            token.Register(() => whenStopped(answer));
            atWork.SetResult(true);
            return answer.Task;
        });
        var running = new GateRunner(TimeSpan.FromMinutes(10)).RunAsync([gate], Context, stop.Token);
        await atWork.Task;

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class Stopped(Func<CancellationToken, Task<GateResult>> evaluate) : IPromotionGate
    {
        public GateDefinition Definition { get; } = new("script", "script");

        public Task<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => evaluate(cancellationToken);
    }
}
