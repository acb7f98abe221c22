using MlopsCmdlets.Http.Diagnostics;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>Brings what the shared transport does to the caller on whose behalf it does it: the sink flows with the call.</summary>
internal sealed class Trace : ITrafficObserver
{
    private readonly AsyncLocal<Action<string>?> sink = new();

    /// <summary>Set inside an asynchronous method, it holds until that method returns.</summary>
    public void Use(Action<string>? lines) => sink.Value = lines;

    public bool IsListening => sink.Value is not null;

    public void Report(TrafficEvent traffic)
    {
        if (sink.Value is { } lines && traffic.ToLine() is { } line)
            lines(line);
    }
}
