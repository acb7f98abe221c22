using MlopsCmdlets.Http.Diagnostics;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Http.Tests;

public sealed class CallerTraceTests : TransportTest
{
    private static readonly TrafficEvent Call = new(TrafficEventKind.Call, HttpVerb.Get, "/v2/things", "read", 1, Status: null, Reason: null, Delay: null);

    [Fact]
    public void Nobody_listens_until_somebody_says_so()
    {
        var trace = new CallerTrace();
        var lines = new List<string>();

        Assert.False(trace.IsListening);
        trace.Report(Call);
        trace.Use(lines.Add);
        Assert.True(trace.IsListening);
        trace.Report(Call);
        trace.Report(Call with { Kind = TrafficEventKind.Reply, Status = 200 });
        trace.Use(null);

        Assert.False(trace.IsListening);
        Assert.Equal(["GET /v2/things (read)"], lines);
    }

    [Fact]
    public async Task Two_who_share_a_transport_hear_their_own_calls_only()
    {
        var server = Serve((peer, _) => peer.ReplyAsync(200, """{"name":"x"}"""));
        var trace = new CallerTrace();
        var transport = Connect(server, o => o with { Observer = trace });

        string[][] heard = await Task.WhenAll(HearAsync("/v2/one"), HearAsync("/v2/two"));

        Assert.Equal([["GET /v2/one (read the thing)"], ["GET /v2/two (read the thing)"]], heard);
        Assert.False(trace.IsListening);

        async Task<string[]> HearAsync(string path)
        {
            var lines = new List<string>();
            trace.Use(lines.Add);
            await Task.Yield();
            await SendAsync(transport, Get(path));
            return [.. lines];
        }
    }

    [Fact]
    public void Who_always_listens_hears_what_no_caller_takes()
    {
        List<string> always = [], caller = [];
        var trace = new CallerTrace(always.Add);

        trace.Report(Call);
        trace.Use(caller.Add);
        trace.Report(Call);

        Assert.Equal((1, 1), (always.Count, caller.Count));
    }
}
