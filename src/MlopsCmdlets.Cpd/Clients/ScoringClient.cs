using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>Predictions of online deployments. Repeating a prediction does no harm, so lost ones are asked for again.</summary>
public sealed class ScoringClient
{
    private readonly CpdContext context;

    internal ScoringClient(CpdContext context) => this.context = context;

    /// <summary>Scores rows and reads the reply.</summary>
    /// <param name="deploymentIdOrServingName">The deployment.</param>
    /// <param name="body">UTF-8 JSON; it is not copied and must not change until the call has ended.</param>
    public async Task<ScoringReply> PredictAsync(string deploymentIdOrServingName, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        ScoringReply.Parse(await PredictRawAsync(deploymentIdOrServingName, body, cancellationToken).ConfigureAwait(false));

    /// <summary>Scores and gives the reply as it came: function deployments answer whatever their author wrote.</summary>
    public async Task<ReadOnlyMemory<byte>> PredictRawAsync(
        string deploymentIdOrServingName, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var path = $"/ml/v4/deployments/{Call.Segment(deploymentIdOrServingName)}/predictions";
        var request = context.Wml(Call.Post(path, $"score with the deployment '{deploymentIdOrServingName}'")).Safe() with
        {
            Body = new ApiBody.Bytes(body, "application/json"),
        };
        var reply = await context.ReplyAsync(request, deploymentIdOrServingName, cancellationToken).ConfigureAwait(false);
        return reply.Body;
    }
}
