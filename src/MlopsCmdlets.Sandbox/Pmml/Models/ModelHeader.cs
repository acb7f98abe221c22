using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Models;

/// <summary>What every model element has: its function, its target and the classes it tells apart.</summary>
/// <param name="Element">Local name of the model element.</param>
/// <param name="Function">Regression or classification.</param>
/// <param name="Target">Name of the field it predicts; null in a nested model that names none.</param>
/// <param name="TargetType">Type of a predicted value.</param>
/// <param name="TargetOpType">Whether classes have an order.</param>
/// <param name="Classes">Empty for a regression.</param>
internal sealed record ModelHeader(string Element, PmmlFunction Function, string? Target, PmmlDataType TargetType, PmmlOpType TargetOpType, ClassSet Classes)
{
    public bool IsClassification => Function == PmmlFunction.Classification;
}
