namespace MlopsCmdlets.Http.Diagnostics;

/// <summary>
/// Brings what a shared transport does, as lines, to the caller on whose behalf it does it: the listener flows with the call. A connection outlives those who use it,
/// also several at once.
/// </summary>
/// <param name="always">Hears of the calls that nobody else listens to; null for nobody.</param>
public sealed class CallerTrace(Action<string>? always = null) : ITrafficObserver
{
    private readonly AsyncLocal<Action<string>?> _listener = new();

    /// <inheritdoc/>
    public bool IsListening => Listener is not null;

    private Action<string>? Listener => _listener.Value ?? always;

    /// <summary>Says who hears of the calls made from here on. Set inside an asynchronous method, it holds until that method returns.</summary>
    /// <param name="lines">Takes the lines; null for nobody.</param>
    public void Use(Action<string>? lines) => _listener.Value = lines;

    /// <inheritdoc/>
    public void Report(TrafficEvent traffic)
    {
        if (Listener is { } lines && traffic.ToLine() is { } line)
            lines(line);
    }
}
