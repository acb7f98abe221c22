using System.Globalization;

namespace MlopsCmdlets.Promotion;

/// <summary>Where a reader is, as JSON path, and which names it has met in each open object.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<Level> _levels = new();

    internal static string Member(string path, string name) =>
        name.Length > 0 && name.All(c => c is '_' or '$' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            ? $"{path}.{name}"
            : $"{path}['{name.Replace("\\", "\\\\").Replace("'", "\\'")}']";

    internal static string Item(string path, int index) => $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]";

    internal void Enter(bool isObject) => _levels.Push(new Level(isObject ? new HashSet<string>(StringComparer.Ordinal) : null));

    internal void Leave() => _levels.Pop();

    /// <summary>A member begins; false when its object has that name already.</summary>
    internal bool Name(string name)
    {
        var level = _levels.Peek();
        level.Current = name;
        return level.Names!.Add(name);
    }

    /// <summary>A value begins: in an array, the next item.</summary>
    internal void BeginValue()
    {
        if (_levels.Count > 0 && _levels.Peek() is { Names: null } array)
            array.Index++;
    }

    public override string ToString()
    {
        var path = "$";
        foreach (var level in _levels.Reverse())
        {
            if (level.Names is null)
                path = level.Index < 0 ? path : Item(path, level.Index);
            else if (level.Current is { } name)
                path = Member(path, name);
        }
        return path;
    }

    private sealed class Level(HashSet<string>? names)
    {
        internal HashSet<string>? Names { get; } = names;

        internal string? Current { get; set; }

        internal int Index { get; set; } = -1;
    }
}
