using MlopsCmdlets.Http.Diagnostics;

namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>What is sent, as lines for the verbose stream; replies only when they refuse.</summary>
internal sealed class HostTrace(Action<string> lines) : ITrafficObserver
{
    public bool IsListening => true;

    public void Report(TrafficEvent traffic)
    {
        if (traffic.ToLine() is { } line)
            lines(line);
    }
}
