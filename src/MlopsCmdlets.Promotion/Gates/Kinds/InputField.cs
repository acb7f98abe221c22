namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>One input column of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the author's words; empty when none is stated.</param>
/// <param name="IsOptional">The model answers without it.</param>
internal sealed record InputField(string Name, string Type, bool IsOptional);
