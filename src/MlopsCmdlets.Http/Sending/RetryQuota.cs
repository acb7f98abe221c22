namespace MlopsCmdlets.Http.Sending;

/// <summary>A token bucket for retries of one connection, so that an outage does not multiply its traffic (as in the AWS SDKs' standard mode).</summary>
internal sealed class RetryQuota
{
    private readonly int _capacity;
    private int _left;

    public RetryQuota(int capacity) => _left = _capacity = capacity;

    public bool TryTake(int cost)
    {
        while (true)
        {
            var left = Volatile.Read(ref _left);
            if (left < cost)
                return false;
            if (Interlocked.CompareExchange(ref _left, left - cost, left) == left)
                return true;
        }
    }

    public void Return(int amount)
    {
        while (true)
        {
            var left = Volatile.Read(ref _left);
            if (left >= _capacity)
                return;
            if (Interlocked.CompareExchange(ref _left, Math.Min(_capacity, left + amount), left) == left)
                return;
        }
    }
}
