namespace MlopsCmdlets.Session;

/// <summary>Connections of one runspace by name, which is compared without regard to case; the one that was made last is the current one.</summary>
/// <param name="nameOf">The name of one.</param>
internal class NamedList<T>(Func<T, string> nameOf)
    where T : class
{
    private readonly object _gate = new();
    private readonly List<T> _items = [];

    /// <summary>All, in the order in which they were made.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
                return [.. _items];
        }
    }

    /// <summary>The one that cmdlets use when none is given.</summary>
    public T? Current
    {
        get
        {
            lock (_gate)
                return _items.Count == 0 ? null : _items[_items.Count - 1];
        }
    }

    public T? Find(string name) => All.FirstOrDefault(item => IsNamed(item, name));

    /// <summary>Makes one the current one; one of the same name is replaced and given back.</summary>
    public T? Add(T item)
    {
        lock (_gate)
        {
            T? replaced = _items.Find(other => IsNamed(other, nameOf(item)));
            if (replaced is not null)
                _items.Remove(replaced);
            _items.Add(item);
            return replaced;
        }
    }

    public void Remove(T item)
    {
        lock (_gate)
            _items.Remove(item);
    }

    private bool IsNamed(T item, string name) => string.Equals(nameOf(item), name, StringComparison.OrdinalIgnoreCase);
}
