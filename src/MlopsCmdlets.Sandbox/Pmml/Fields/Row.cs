namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>Working memory of one evaluation. Reused from row to row by one thread; never shared.</summary>
internal sealed class Row
{
    public Row(int slots, int segments)
    {
        Slots = new PmmlValue[slots];
        Segments = new Models.Outcome[segments];
    }

    /// <summary>Values of all fields: inputs first, then what is derived from them.</summary>
    public PmmlValue[] Slots { get; }

    /// <summary>What segments predicted, for Output fields that ask for a segment by its id.</summary>
    public Models.Outcome[] Segments { get; }

    public void Clear()
    {
        Array.Clear(Slots);
        Array.Clear(Segments);
    }
}
