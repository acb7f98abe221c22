namespace MlopsCmdlets.Git.Hosts;

/// <summary>Passes what a connection calls to whoever makes the call: a connection outlives the cmdlets that use it, also several at once.</summary>
internal sealed class GitHostTrace
{
    private readonly AsyncLocal<Action<string>?> _listener = new();

    /// <summary>Who hears of the calls that are made from here on, and from what is started here.</summary>
    public Action<string>? Listener
    {
        set => _listener.Value = value;
    }

    public void Hear(string line) => _listener.Value?.Invoke(line);
}
