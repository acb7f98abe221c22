namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>A column of the churn data.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Type">As a model's input schema writes it: <c>integer</c>, <c>double</c> or <c>string</c>.</param>
/// <param name="IsFeature">False for the row's id, which no model should learn from.</param>
internal sealed record ChurnColumn(string Name, string Type, bool IsFeature = true)
{
    public bool IsNumber => Type != "string";

    /// <summary>The columns of the file but the label, in order.</summary>
    public static IReadOnlyList<ChurnColumn> Inputs { get; } =
    [
        new("ID", "integer", IsFeature: false),
        new("LONGDISTANCE", "integer"),
        new("INTERNATIONAL", "integer"),
        new("LOCAL", "integer"),
        new("DROPPED", "integer"),
        new("PAYMETHOD", "string"),
        new("LOCALBILLTYPE", "string"),
        new("LONGDISTANCEBILLTYPE", "string"),
        new("USAGE", "integer"),
        new("RATEPLAN", "integer"),
        new("GENDER", "string"),
        new("STATUS", "string"),
        new("CHILDREN", "integer"),
        new("ESTINCOME", "double"),
        new("CAROWNER", "string"),
        new("AGE", "double"),
    ];

    /// <summary>The column to predict.</summary>
    public const string Label = "CHURN";
}
