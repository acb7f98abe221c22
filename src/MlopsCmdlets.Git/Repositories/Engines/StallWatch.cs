namespace MlopsCmdlets.Git.Repositories.Engines;

/// <summary>Gives a conversation with a remote up when nothing comes for too long; nothing else would end one with a host that went down without a word.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;

    public StallWatch(RemoteAccess access, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _source.Token;
        _limit = access.StallTimeout;
        _timer = (access.Host?.TimeProvider ?? TimeProvider.System).CreateTimer(_ => GiveUp(), state: null, _limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends with the caller's token, or when nothing came.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether it was given up.</summary>
    public bool HasStalled { get; private set; }

    /// <summary>Something came. Also after the end, of work that was abandoned.</summary>
    public void Beat()
    {
        try
        {
            _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void GiveUp()
    {
        HasStalled = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at the same time.
        }
    }
}
