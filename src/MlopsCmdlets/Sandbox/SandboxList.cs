namespace MlopsCmdlets.Sandbox;

/// <summary>The sandboxes that one runspace started.</summary>
internal sealed class SandboxList
{
    private readonly List<MlopsSandbox> _sandboxes = [];

    public IReadOnlyList<MlopsSandbox> All
    {
        get
        {
            lock (_sandboxes)
                return [.. _sandboxes];
        }
    }

    public void Add(MlopsSandbox sandbox)
    {
        lock (_sandboxes)
            _sandboxes.Add(sandbox);
    }

    public void Remove(MlopsSandbox sandbox)
    {
        lock (_sandboxes)
            _sandboxes.Remove(sandbox);
    }
}
