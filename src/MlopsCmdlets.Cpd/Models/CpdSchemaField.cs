namespace MlopsCmdlets.Cpd.Models;

/// <summary>One column of a model's input schema, with the type name as the model's author wrote it (<c>int</c>, <c>double</c>, <c>string</c>…).</summary>
public sealed record CpdSchemaField(string Name, string Type)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}";
}
