using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>The outcome of loading an asset for a deployment: something that scores, or the reason why not.</summary>
internal sealed record LoadedAsset(IScorer? Scorer, ApiException? Failure)
{
    public static LoadedAsset Failed(string code, string message) => new(null, new ApiException(400, code, message));
}
