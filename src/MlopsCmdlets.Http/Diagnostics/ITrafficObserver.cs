namespace MlopsCmdlets.Http.Diagnostics;

/// <summary>Is told what the transport does, for the verbose stream. Called on any thread; must be quick and must not throw.</summary>
public interface ITrafficObserver
{
    void Report(TrafficEvent traffic);
}
