using System.Management.Automation;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics.Drift;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for measuring models.</summary>
internal static class MeasuringErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        new(typeof(MeasuringColumnException), "MeasuringColumn", ErrorCategory.InvalidArgument,
            "Name the columns with -LabelColumn, -PredictionColumn, -ProbabilityColumn, -Weight and -Feature as the rows call them.", EndsPipeline: true),
        new(typeof(NothingMeasuredException), "NothingMeasured", ErrorCategory.InvalidData, "Give rows, and look at why they were left out.", EndsPipeline: true),
        new(typeof(BaselineFormatException), "BaselineInvalid", ErrorCategory.InvalidData, "Make the baseline again with -SaveBaseline, or give the labelled CSV itself.", EndsPipeline: true),
    ];
}
