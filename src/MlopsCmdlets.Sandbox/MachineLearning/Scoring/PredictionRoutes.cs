using System.Buffers;
using System.Text.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Scoring;

/// <summary>Online scoring, by the id of a deployment or its serving name. The path names no container; membership is checked in the deployment's own.</summary>
internal sealed class PredictionRoutes(DeploymentRegistry registry)
{
    public void Map(RouteTable routes) => routes.Post("/ml/v4/deployments/{id}/predictions", PredictAsync);

    private async Task<IResult> PredictAsync(ApiCall call)
    {
        call.ApiVersion();
        var deployment = registry.Resolve(call.Route("id"));
        call.World.Containers.RequireRole(deployment.Container, call.Caller, ContainerRole.Viewer);
        if (deployment.Kind != DeploymentKind.Online)
            throw ApiException.BadRequest($"The deployment '{deployment.Id}' is not an online deployment and takes no predictions.", "invalid_deployment_type");
        if (deployment.Scorer is not { } scorer)
        {
            throw ApiException.BadRequest(
                $"The deployment '{deployment.Id}' is in state {deployment.State.ToString().ToLowerInvariant()} and cannot answer predictions.",
                "deployment_not_ready");
        }

        using var body = new MemoryStream();
        await call.Http.Request.Body.CopyToAsync(body, call.Aborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        try
        {
            return Reply.Bytes(call.World.Settings.ConstantScores ? ConstantAnswer.For(bytes.Span) : Score(scorer, bytes), "application/json");
        }
        catch (JsonException error)
        {
            throw ApiException.BadRequest($"The body is not valid JSON: {error.Message}", "invalid_json");
        }
    }

    private static byte[] Score(IScorer scorer, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var blocks = ScoringRequest.Parse(document.RootElement);
        var answer = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("predictions");
            scorer.Score(blocks, writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return answer.WrittenSpan.ToArray();
    }
}
