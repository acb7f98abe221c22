namespace MlopsCmdlets.Pipeline;

/// <summary>Lets a progress report pass at most four times a second; that an activity is over is told apart from it, and always.</summary>
internal sealed class ProgressThrottle(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private long _last;
    private bool _any;

    public bool Passes()
    {
        long now = time.GetTimestamp();
        if (_any && time.GetElapsedTime(_last, now) < Interval)
            return false;
        _any = true;
        _last = now;
        return true;
    }
}
