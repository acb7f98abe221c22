using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>What is shared while one document is compiled: its dictionary, its functions and the size of a row.</summary>
internal sealed class Compilation
{
    private readonly Dictionary<string, XElement> _functions = new(StringComparer.Ordinal);

    public Compilation(XElement root)
    {
        foreach (var element in root.RequiredChild("DataDictionary").Children("DataField"))
        {
            var field = new DataField(element);
            if (!DataFields.TryAdd(field.Name, field)) throw new PmmlFormatException($"DataField '{field.Name}' stands twice in the DataDictionary.");
        }

        Transformations = root.Child("TransformationDictionary");
        foreach (var function in Transformations?.Children("DefineFunction") ?? []) _functions[function.Required("name")] = function;
    }

    public Dictionary<string, DataField> DataFields { get; } = new(StringComparer.Ordinal);

    public XElement? Transformations { get; }

    public int SlotCount { get; private set; }

    public int SegmentCount { get; private set; }

    public int NextSlot() => SlotCount++;

    public int NextSegment() => SegmentCount++;

    public XElement? FindFunction(string name) => _functions.GetValueOrDefault(name);
}
