using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;
using Polly;
using Polly.Retry;

namespace MlopsCmdlets.Http.Sending;

/// <summary>The one place that decides whether a failed attempt is repeated, and when.</summary>
internal sealed class RetryPolicy
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly TransportOptions _options;
    private readonly RetryQuota _quota;
    private readonly ResiliencePipeline _pipeline;

    public RetryPolicy(TransportOptions options)
    {
        _options = options;
        _quota = new RetryQuota(options.Retry.Quota);
        _pipeline = options.Retry.MaxAttempts <= 1
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
                .AddRetry(new RetryStrategyOptions
                {
                    MaxRetryAttempts = options.Retry.MaxAttempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = options.Retry.BaseDelay,
                    MaxDelay = options.Retry.MaxDelay,
                    ShouldHandle = args => new(ShouldRepeat(args.Outcome.Exception, CallOf(args.Context), args.AttemptNumber)),
                    DelayGenerator = args => new((args.Outcome.Exception as ApiStatusException)?.RetryAfter),
                    OnRetry = args =>
                    {
                        BeforeDelay(CallOf(args.Context), args.Outcome.Exception!, args.RetryDelay);
                        return default;
                    },
                })
                .Build();
    }

    public async Task<T> ExecuteAsync<T>(Call call, Func<Call, CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            var result = await _pipeline.ExecuteAsync(
                static (c, state) => state.attempt(state.call, c.CancellationToken), context, (call, attempt)).ConfigureAwait(false);
            _quota.Return(call.QuotaTaken > 0 ? call.QuotaTaken : 1);
            return result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private bool ShouldRepeat(Exception? failure, Call call, int attemptNumber)
    {
        if (failure is not ApiException error || call.LoginFailed || attemptNumber >= _options.Retry.MaxAttempts - 1)
            return false;
        if (!IsTransient(error))
            return false;
        if (!call.IsRepeatable && !(CertainlyNotProcessed(error) && call.Request.Retry != RetrySafety.Never))
            return false;
        if (error is ApiStatusException { RetryAfter: { } wait } && wait > _options.Retry.MaxRetryAfter())
            return false;

        var cost = error is ApiTimeoutException or ApiStalledException ? 10 : 5;
        if (!_quota.TryTake(cost))
            return false;
        call.QuotaTaken = cost;
        return true;
    }

    private static bool IsTransient(ApiException error) => error switch
    {
        ApiStatusException e => e.IsTurnedAway || e.Status is 408 or 500 or 502 or 503 or 504,
        // A name that does not exist is a typing error far more often than an outage.
        ApiUnreachableException e => e.Reason != UnreachableReason.NameNotFound,
        ApiProxyException e => e.Status is null or 502 or 503 or 504,
        ApiTimeoutException e => !e.IsTotal,
        ApiConnectionException or ApiTruncatedException or ApiStalledException => true,
        _ => false,
    };

    /// <summary>Nothing was sent, or the server says that it turned the request away unseen.</summary>
    private static bool CertainlyNotProcessed(ApiException error) =>
        error is ApiUnreachableException or ApiProxyException or ApiStatusException { IsTurnedAway: true };

    private void BeforeDelay(Call call, Exception failure, TimeSpan delay)
    {
        var error = (ApiException)failure;
        if (delay >= call.Left)
        {
            throw new ApiTimeoutException(
                FormattableString.Invariant($"gave up, since the next attempt would come after the time limit of {call.TotalTimeout.TotalSeconds:0.#} s. The last failure: {error.Problem}"),
                call.Describe(), call.TotalTimeout, isTotal: true, error)
            { MayHaveBeenProcessed = call.MayHaveBeenProcessed };
        }

        if (_options.Observer is { IsListening: true } observer)
        {
            observer.Report(new TrafficEvent(
                TrafficEventKind.Retry, call.Request.Method, call.Target, call.Purpose, call.Attempts, (error as ApiStatusException)?.Status, error.Problem.TrimEnd('.'), delay));
        }
    }
}
