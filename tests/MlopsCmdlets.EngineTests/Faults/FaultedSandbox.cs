using System.Collections;
using System.Management.Automation;
using MlopsCmdlets.EngineTests.Support;

namespace MlopsCmdlets.EngineTests.Faults;

/// <summary>A second connection to a sandbox that makes it misbehave and looks at what it saw, while the first one is busy.</summary>
internal sealed class FaultedSandbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Engine _engine;

    public FaultedSandbox(SandboxFixture sandbox)
    {
        _engine = sandbox.Connect();
        Clear();
    }

    public void Dispose()
    {
        Clear();
        _engine.Dispose();
    }

    /// <summary>No rule is in force any more; requests that hang are let go by their clients.</summary>
    public void Clear() => SandboxFixture.Control(_engine, "Delete", "/_sandbox/faults");

    /// <summary>Adds a rule, written as a hashtable without its method and path.</summary>
    public void Inject(string rule, string method, string path)
    {
        var table = (Hashtable)_engine.Run(rule).ThrowIfFailed().Single().BaseObject;
        table["method"] = method;
        table["path"] = path;
        SandboxFixture.Control(_engine, "Post", "/_sandbox/faults", table);
    }

    /// <summary>How many requests all the rules have hit.</summary>
    public long Fired => ((object[])SandboxFixture.Control(_engine, "Get", "/_sandbox/faults").Single().Properties["faults"].Value)
        .Sum(rule => Convert.ToInt64(((PSObject)rule).Properties["fired"].Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Looks again and again, as fast as the sandbox answers, until it is so.</summary>
    public static void Eventually(string what, Func<bool> isSo)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!isSo())
            Assert.True(watch.Elapsed < Patience, $"It never came true: {what}");
    }

    public IReadOnlyList<PSObject> Run(string script, params object?[] arguments) => _engine.Run(script, arguments).ThrowIfFailed();
}
