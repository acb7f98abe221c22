using MlopsCmdlets.Cpd;

namespace MlopsCmdlets.Session;

/// <summary>The sessions of one runspace by name; the one that was connected last is the current one.</summary>
internal sealed class SessionList
{
    private readonly object _gate = new();
    private readonly List<CpdSession> _sessions = [];

    public IReadOnlyList<CpdSession> All
    {
        get
        {
            lock (_gate)
                return [.. _sessions];
        }
    }

    /// <summary>The session that cmdlets without -Session use.</summary>
    public CpdSession? Current
    {
        get
        {
            lock (_gate)
                return _sessions.Count == 0 ? null : _sessions[_sessions.Count - 1];
        }
    }

    public CpdSession? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a session the current one; one of the same name is replaced and given back.</summary>
    public CpdSession? Add(CpdSession session)
    {
        lock (_gate)
        {
            CpdSession? replaced = _sessions.Find(s => string.Equals(s.Name, session.Name, StringComparison.OrdinalIgnoreCase));
            if (replaced is not null)
                _sessions.Remove(replaced);
            _sessions.Add(session);
            return replaced;
        }
    }

    public void Remove(CpdSession session)
    {
        lock (_gate)
            _sessions.Remove(session);
    }
}
