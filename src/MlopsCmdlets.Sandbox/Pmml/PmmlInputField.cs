namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>A field that the model reads.</summary>
/// <param name="Name">Name as in the DataDictionary; case matters.</param>
/// <param name="DataType">Type that a row's value is converted to.</param>
/// <param name="OpType">Continuous, categorical or ordinal.</param>
public sealed record PmmlInputField(string Name, PmmlDataType DataType, PmmlOpType OpType);
