namespace MlopsCmdlets.Http.Authentication;

/// <summary>
/// Logs in when there is no token, shortly before it expires and after a 401. Many callers at once share one login; a caller that is cancelled leaves the
/// others waiting for it undisturbed. A failed login fails those that waited for it, unless it was an early renewal of a token that is still good; the next call tries again.
/// </summary>
public sealed class CachedTokenSource : ITokenSource, IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);

    /// <summary>From a renewal that failed to the next try.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly Func<IApiTransport, CancellationToken, Task<AccessToken>> _login;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();
    private readonly object _gate = new();
    private AccessToken? _current;
    private DateTimeOffset? _renewAt;
    private Task<AccessToken>? _pending;

    /// <param name="login">Sends the login (anonymous requests) and returns the token. Runs once for all waiting callers; its token is cancelled by <see cref="Dispose"/> only.</param>
    /// <param name="timeProvider">The clock that expiry is compared with.</param>
    public CachedTokenSource(Func<IApiTransport, CancellationToken, Task<AccessToken>> login, TimeProvider timeProvider)
    {
        _login = login;
        _time = timeProvider;
    }

    /// <summary>When the token in use ends; null before the first login or when unknown.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (_gate)
                return _current?.ExpiresAt;
        }
    }

    public ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken)
    {
        Task<AccessToken> pending;
        lock (_gate)
        {
            if (_current is { } token && (_renewAt is not { } renewAt || _time.GetUtcNow() < renewAt))
                return new(token.HeaderValue);
            // Started elsewhere, so that nothing of the login runs under the lock.
            pending = _pending ??= Task.Run(() => LogInAsync(transport), CancellationToken.None);
        }

        return WaitAsync(pending, cancellationToken);
    }

    public void Invalidate(string headerValue)
    {
        lock (_gate)
        {
            if (_current is { } token && string.Equals(token.HeaderValue, headerValue, StringComparison.Ordinal))
                _current = null;
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        lock (_gate)
            _current = null;
    }

    private static async ValueTask<string> WaitAsync(Task<AccessToken> pending, CancellationToken cancellationToken) =>
        (await pending.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false)).HeaderValue;

    private async Task<AccessToken> LogInAsync(IApiTransport transport)
    {
        try
        {
            var token = await _login(transport, _disposed.Token).ConfigureAwait(false);
            lock (_gate)
            {
                // After the end a token is nobody's any more, and would only stay in memory.
                if (!_disposed.IsCancellationRequested)
                    _current = token;
                _renewAt = RenewalTime(token);
            }

            return token;
        }
        catch (Exception)
        {
            // It was early, and the server has not refused what we have: that is good to its end, and the next try is later.
            lock (_gate)
            {
                var now = _time.GetUtcNow();
                if (_current is not { } held || now >= held.ExpiresAt)
                    throw;
                _renewAt = now + AfterFailure;
                return held;
            }
        }
        finally
        {
            lock (_gate)
                _pending = null;
        }
    }

    /// <summary>Five minutes or a tenth of the life before the end. A token that is already over on arrival means that the clocks differ: leave it to the 401.</summary>
    private DateTimeOffset? RenewalTime(AccessToken token)
    {
        var now = _time.GetUtcNow();
        if (token.RenewAt is { } renewAt)
            return renewAt > now ? renewAt : null;
        if (token.ExpiresAt is not { } end)
            return null;
        var life = end - now;
        if (life <= TimeSpan.Zero)
            return null;
        var tenth = TimeSpan.FromTicks(life.Ticks / 10);
        return end - (tenth < LongestMargin ? tenth : LongestMargin);
    }
}
