using System.Globalization;

namespace MlopsCmdlets.Help.Model;

/// <summary>How a parameter set takes a parameter.</summary>
internal sealed record ParameterUse(
    ParameterHelp Parameter, bool Mandatory, int? Position, bool FromPipeline, bool FromPipelineByName, bool FromRemaining)
{
    public string PositionText => Position?.ToString(CultureInfo.InvariantCulture) ?? "named";

    public string PipelineText => (FromPipeline, FromPipelineByName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
