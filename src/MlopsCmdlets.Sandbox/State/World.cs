using System.Collections.Concurrent;
using MlopsCmdlets.Sandbox.Assets;
using MlopsCmdlets.Sandbox.Faults;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Identity;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>All state of one sandbox, in memory; contents of files are in a folder that is deleted at the end.</summary>
internal sealed class World : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private long _sequence;

    public World(SandboxOptions options, ILogger logger)
    {
        Options = options;
        Logger = logger;
        Release = ReleaseProfile.Of(options.Release);
        Settings = new Settings(options);
        Contents = new ContentStore(options.TemporaryFolder);
        Users = new UserDirectory(this);
        Tokens = new TokenService(options.Time, options.SigningKey);
        Containers = new Containers(this);
        Assets = new AssetStore(this);
        AssetTypes = new AssetTypes();
        Faults = new FaultBook();
        Requests = new RequestLog();
        Git = new Git.GitHost(this);
        ControlKey = options.ControlKey ?? Ids.Secret(24);
    }

    public SandboxOptions Options { get; }

    public ILogger Logger { get; }

    public ReleaseProfile Release { get; }

    /// <summary>What can be changed while the sandbox runs.</summary>
    public Settings Settings { get; }

    /// <summary>The only clock. States of asynchronous operations do not follow it: they advance per poll.</summary>
    public TimeProvider Time => Options.Time;

    public DateTimeOffset Now => Time.GetUtcNow();

    public UserDirectory Users { get; }

    public TokenService Tokens { get; }

    public ContentStore Contents { get; }

    /// <summary>Spaces and projects, their members and files.</summary>
    public Containers Containers { get; }

    /// <summary>All CAMS assets, models, functions and scripts included.</summary>
    public AssetStore Assets { get; }

    public AssetTypes AssetTypes { get; }

    public FaultBook Faults { get; }

    public RequestLog Requests { get; }

    /// <summary>The Git hosts; nothing is on disk before their first use.</summary>
    public Git.GitHost Git { get; }

    /// <summary>What whoever starts the sandbox wants to know. In the ready message too: a log is written in its own time.</summary>
    public ConcurrentQueue<string> Notices { get; } = new();

    /// <summary>Opens the control endpoints.</summary>
    public string ControlKey { get; }

    /// <summary>Ends work in the background when the sandbox ends.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>A number greater than all before: the order of creation, and so of lists.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        Git.Dispose();
        Contents.Dispose();
        Tokens.Dispose();
    }
}
