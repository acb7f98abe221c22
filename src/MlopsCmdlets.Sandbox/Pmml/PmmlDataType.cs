namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>How a field's values are held. The standard's date and time types are kept as text, whose ISO form sorts rightly.</summary>
public enum PmmlDataType
{
    Text,
    Integer,
    Float,
    Double,
    Boolean,
    DateTime,
}
