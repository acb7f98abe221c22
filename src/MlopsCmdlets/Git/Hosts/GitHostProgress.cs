namespace MlopsCmdlets.Git.Hosts;

/// <summary>Passes on what a host waits for, on the thread that says it: <see cref="Progress{T}"/> would need a context.</summary>
internal sealed class GitHostProgress(Action<string> report) : IProgress<string>
{
    public void Report(string value) => report(value);
}
