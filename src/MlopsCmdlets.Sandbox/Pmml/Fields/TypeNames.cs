using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>The standard's names for types.</summary>
internal static class TypeNames
{
    public static PmmlDataType DataType(XElement element) => DataType(element.Required("dataType"));

    public static PmmlDataType DataType(string name) => name switch
    {
        "string" => PmmlDataType.Text,
        "integer" => PmmlDataType.Integer,
        "float" => PmmlDataType.Float,
        "double" => PmmlDataType.Double,
        "boolean" => PmmlDataType.Boolean,
        "date" or "time" or "dateTime" => PmmlDataType.DateTime,
        _ when name.StartsWith("dateDaysSince", StringComparison.Ordinal)
            || name.StartsWith("dateTimeSecondsSince", StringComparison.Ordinal)
            || name == "timeSeconds" => PmmlDataType.Integer,
        _ => throw new PmmlUnsupportedException("DataField", $"data type '{name}' is unknown"),
    };

    public static PmmlOpType OpType(XElement element, PmmlDataType type) => element.Text("optype") switch
    {
        "continuous" => PmmlOpType.Continuous,
        "categorical" => PmmlOpType.Categorical,
        "ordinal" => PmmlOpType.Ordinal,
        null => type is PmmlDataType.Integer or PmmlDataType.Float or PmmlDataType.Double ? PmmlOpType.Continuous : PmmlOpType.Categorical,
        var other => throw new PmmlFormatException($"'{element.Name.LocalName}': optype '{other}' is unknown."),
    };
}
