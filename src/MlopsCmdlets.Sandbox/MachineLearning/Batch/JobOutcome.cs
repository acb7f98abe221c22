using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>What a job comes to: predictions in its document, or a data asset, or a failure.</summary>
internal sealed record JobOutcome
{
    public JsonArray? Predictions { get; init; }

    public Content? Output { get; init; }

    public string OutputName { get; init; } = "";

    public string OutputMime { get; init; } = "text/csv";

    public ApiException? Failure { get; init; }
}
