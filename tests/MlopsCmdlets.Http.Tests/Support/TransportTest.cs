using System.Diagnostics;
using System.Net;
using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Options;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Http.Tests.Support;

/// <summary>A fault server, a transport to it, and shorthand. One instance per test.</summary>
public abstract class TransportTest : IDisposable
{
    private readonly List<IDisposable> _toDispose = [];

    /// <summary>What ends at once must end within this, also on a busy machine; not ended, it would last for minutes.</summary>
    private protected static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    private protected SkippingClock Clock { get; } = new();

    private protected Traffic Observed { get; } = new();

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var item in Enumerable.Reverse(_toDispose))
            item.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected FaultServer Serve(Func<Peer, Received, Task> handler) => Keep(new FaultServer(handler));

    private protected T Keep<T>(T item)
        where T : IDisposable
    {
        _toDispose.Add(item);
        return item;
    }

    private protected RestTransport Connect(FaultServer server, Func<TransportOptions, TransportOptions>? change = null)
    {
        var options = new TransportOptions(server.Origin)
        {
            TimeProvider = Clock,
            Observer = Observed,
            Proxy = ProxyOptions.Direct,
            Tokens = new FixedTokenSource("Bearer initial-token-of-the-test-1"),
        };
        return Keep(new RestTransport(change is null ? options : change(options)));
    }

    private protected static ApiRequest Get(string path = "/v2/things") => new(HttpVerb.Get, path) { Purpose = "read the thing" };

    private protected static ApiRequest Post(string json = "{}") =>
        new(HttpVerb.Post, "/v2/things") { Purpose = "create the thing", Body = new ApiBody.Bytes(System.Text.Encoding.UTF8.GetBytes(json), "application/json") };

    private protected static Task<Thing?> SendAsync(RestTransport transport, ApiRequest request, CancellationToken? token = null) =>
        transport.SendAsync(request, ThingJson.Default.Thing, token ?? Stop);

    private protected static Task<T> Fails<T>(Task task)
        where T : Exception => Assert.ThrowsAsync<T>(() => task);

    /// <summary>Lets the clock run until the task has ended: for limits that the watchdog keeps.</summary>
    private protected async Task<T> FailsAfter<T>(Task task, TimeSpan step)
        where T : Exception
    {
        var guard = Stopwatch.StartNew();
        while (!task.IsCompleted && guard.Elapsed < TimeSpan.FromSeconds(30))
        {
            Clock.Advance(step);
            await Task.WhenAny(task, Task.Delay(5, Stop));
        }

        return await Fails<T>(task);
    }

    private protected sealed class Traffic : ITrafficObserver
    {
        private readonly List<TrafficEvent> _events = [];

        public bool IsListening => true;

        public IReadOnlyList<TrafficEvent> Events
        {
            get
            {
                lock (_events)
                    return [.. _events];
            }
        }

        public void Report(TrafficEvent traffic)
        {
            lock (_events)
                _events.Add(traffic);
        }
    }
}
