using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.MachineLearning.Assets;
using MlopsCmdlets.Sandbox.MachineLearning.Deployments;
using MlopsCmdlets.Sandbox.MachineLearning.Scoring;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>Does the work of batch jobs: scores inline rows or CSV data assets. Scripts are not run; their output says so.</summary>
internal sealed class JobRunner(World world, AssetLoader loader)
{
    private const string ScriptOutput = "The sandbox does not run scripts. This file stands for the output of the job.\n";

    /// <summary>The outcome of a job. What would make the job fail on a cluster is part of it, not an exception.</summary>
    public async Task<JobOutcome> RunAsync(Deployment deployment, JsonObject scoring, CancellationToken cancellationToken)
    {
        try
        {
            if (deployment.DeployedType == "py_script") return await ScriptAsync(scoring, cancellationToken);
            var scorer = await LoadAsync(deployment, cancellationToken);
            if (scoring["input_data"] is { } inline)
            {
                using var data = JsonDocument.Parse(inline.ToJsonString());
                using var predictions = JsonDocument.Parse(Score(scorer, data.RootElement));
                return new JobOutcome { Predictions = (JsonArray)JsonNode.Parse(predictions.RootElement.GetRawText())! };
            }

            return await TableAsync(deployment, scorer, scoring, cancellationToken);
        }
        catch (ApiException failure)
        {
            return new JobOutcome { Failure = failure };
        }
        catch (InvalidDataException failure)
        {
            return new JobOutcome { Failure = ScoringRequest.Invalid(failure.Message, "input_data_references") };
        }
    }

    /// <summary>Puts the output of a completed job into its container as a data asset.</summary>
    public void Publish(DeploymentJob job)
    {
        if (job.Outcome.Output is not { } output) return;
        var asset = world.Assets.Add(new Asset
        {
            ContainerId = job.Container.Id,
            Type = "data_asset",
            Name = job.Outcome.OutputName,
            Entity = new JsonObject { ["data_asset"] = new JsonObject { ["mime_type"] = job.Outcome.OutputMime, ["dataset"] = job.Outcome.OutputMime == "text/csv" } },
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            OwnerId = job.OwnerId,
            UpdaterId = job.OwnerId,
        });
        world.Assets.Attach(job.Container, asset, new Attachment { AssetType = asset.Type, Name = asset.Name, Mime = job.Outcome.OutputMime }, output, job.OwnerId);
    }

    private async Task<IScorer> LoadAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        if (deployment.Scorer is { } ready) return ready;

        // A batch deployment is ready whatever its asset is; only a job finds out that the asset cannot be loaded.
        var asset = world.Assets.Require(deployment.Container, deployment.Asset.Id);
        var revision = deployment.Asset.Revision is { } rev ? AssetFamilyRoutes.RevisionOf(asset, rev) : null;
        var loaded = await loader.LoadAsync(deployment.Container, asset, revision, cancellationToken);
        return loaded.Scorer ?? throw loaded.Failure!;
    }

    private async Task<JobOutcome> TableAsync(Deployment deployment, IScorer scorer, JsonObject scoring, CancellationToken cancellationToken)
    {
        var references = scoring.Array("input_data_references") ?? [];
        if (references is not [{ } reference]) throw ScoringRequest.Invalid("Exactly one item of input_data_references is supported.", "input_data_references");
        if (reference.Text("type") != "data_asset") throw ScoringRequest.Invalid($"Input of type '{reference.Text("type")}' is not supported by this cluster; use data_asset.", "input_data_references");

        var href = reference.Text("location", "href");
        var id = reference.Text("location", "id") ?? href?.Split('?')[0].Split('/')[^1] ?? throw ScoringRequest.Invalid("The input reference has no location.href.", "input_data_references");
        var asset = world.Assets.Require(deployment.Container, id, "data_asset");
        var content = asset.Attachments.Select(a => AssetStore.ContentOf(deployment.Container, a)).FirstOrDefault(c => c is not null)
            ?? throw ScoringRequest.Invalid($"The data asset '{asset.Name}' has no content.", "input_data_references");

        using var input = CsvTable.ToInputData(await content.ReadAllAsync(cancellationToken));
        using var predictions = JsonDocument.Parse(Score(scorer, input.RootElement));
        var output = CsvTable.FromPredictions(input.RootElement, predictions.RootElement);
        return new JobOutcome { Output = await world.Contents.SaveAsync(output, cancellationToken), OutputName = OutputName(scoring) };
    }

    private async Task<JobOutcome> ScriptAsync(JsonObject scoring, CancellationToken cancellationToken)
    {
        var output = await world.Contents.WriteAsync(async target =>
        {
            await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            await using var writer = new StreamWriter(await zip.CreateEntry("stdout.txt").OpenAsync(cancellationToken));
            await writer.WriteAsync(ScriptOutput.AsMemory(), cancellationToken);
        });
        return new JobOutcome { Output = output, OutputName = OutputName(scoring), OutputMime = "application/zip" };
    }

    private static string OutputName(JsonObject scoring) => scoring.Text("output_data_reference", "location", "name")
        ?? throw ScoringRequest.Invalid("The field 'output_data_reference.location.name' is required: it names the data asset for the results.", "output_data_reference");

    private static ReadOnlyMemory<byte> Score(IScorer scorer, JsonElement inputData)
    {
        var answer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartArray();
            scorer.Score(ScoringRequest.ParseInputData(inputData), writer);
            writer.WriteEndArray();
        }

        return answer.WrittenMemory;
    }
}
