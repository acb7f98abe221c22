namespace MlopsCmdlets.Metrics.Columns;

/// <summary>A named column of a table: <see cref="NumberColumn"/> or <see cref="CategoryColumn"/>.</summary>
public abstract class DataColumn
{
    private protected DataColumn(string name) => Name = name;

    /// <summary>The name of the feature.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public abstract int Count { get; }
}
