namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>A field as the compiled model sees it: a slot of the row and the type its values have.</summary>
internal sealed record Field(string Name, int Slot, PmmlDataType DataType, PmmlOpType OpType)
{
    /// <summary>Valid values in the document's order; the order of an ordinal text field.</summary>
    public IReadOnlyList<PmmlValue> Categories { get; init; } = [];

    /// <summary>A constant of the document, in this field's type.</summary>
    /// <exception cref="PmmlFormatException">The text does not fit the type.</exception>
    public PmmlValue Parse(string text, string where)
        => PmmlValue.TryParse(text, DataType, out var value)
            ? value
            : throw new PmmlFormatException($"{where}: '{text}' is not a value of field '{Name}', which is of type {DataType}.");
}
