using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows;

namespace MlopsCmdlets.Scoring;

/// <summary>What is scored with: a deployment, the session's client, and what the model says about its input.</summary>
/// <param name="Client">The client that reaches it.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="Model">The deployed model; null for functions and where it cannot be read.</param>
internal sealed record ScoreTarget(CpdClient Client, CpdDeployment Deployment, CpdModel? Model)
{
    public bool IsFunction => string.Equals(Deployment.AssetType, "function", StringComparison.OrdinalIgnoreCase);

    public ScoringSend Send => (request, cancellationToken) => Client.Scoring.PredictRawAsync(Deployment.Id, request, cancellationToken);
}
