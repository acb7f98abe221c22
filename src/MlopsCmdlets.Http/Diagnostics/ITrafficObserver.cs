namespace MlopsCmdlets.Http.Diagnostics;

/// <summary>Is told what the transport does, for the verbose stream. Called on any thread; must be quick and must not throw.</summary>
public interface ITrafficObserver
{
    /// <summary>Whether anybody wants to know now; events cost time to make, since they are cleaned of secrets.</summary>
    bool IsListening { get; }

    void Report(TrafficEvent traffic);
}
