using System.Globalization;
using System.Text.Json;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Adapters;

/// <summary>The deployments of a space of Cloud Pak for Data.</summary>
/// <param name="client">Reaches the cluster.</param>
/// <param name="space">The space.</param>
/// <param name="timeout">Longest wait for one deployment.</param>
/// <param name="time">The clock.</param>
internal sealed class CpdServing(CpdClient client, CpdContainer space, TimeSpan timeout, TimeProvider time) : IServing
{
    private const int Looks = 4;
    private const string DefaultHardware = "S";

    /// <summary>For others that score with these deployments.</summary>
    internal CpdClient Client => client;

    /// <summary>The space.</summary>
    internal CpdContainer Space => space;

    private CpdWaitOptions Wait => new() { Timeout = timeout };

    public async Task<IReadOnlyList<ServedModel>> ListAsync(CancellationToken cancellationToken)
    {
        var deployments = new List<ServedModel>();
        await foreach (CpdDeployment deployment in client.Deployments.ListAsync(space, null, cancellationToken).ConfigureAwait(false))
            deployments.Add(Served(deployment));
        return deployments;
    }

    public async Task<ServedModel?> FindAsync(string deploymentId, CancellationToken cancellationToken)
    {
        try
        {
            return Served(await client.Deployments.GetAsync(space, deploymentId, cancellationToken).ConfigureAwait(false));
        }
        catch (CpdNotFoundException)
        {
            return null;
        }
    }

    public async Task<ServedModel> CreateAsync(ServingRequest request, CancellationToken cancellationToken)
    {
        string hardware = request.HardwareSpecification ?? DefaultHardware;
        bool byId = Guid.TryParse(hardware, out _);
        var definition = new CpdDeploymentDefinition
        {
            Name = request.Name,
            AssetId = request.AssetId,
            ServingName = request.ServingName,
            HardwareSpecificationId = byId ? hardware : null,
            HardwareSpecificationName = byId ? null : hardware,
            NodeCount = 1,
            Tags = request.Tags.Count > 0 ? request.Tags : null,
        };
        CpdDeployment made;
        try
        {
            made = await client.Deployments.CreateAsync(space, definition, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdUnavailableException e) when (e.MayHaveTakenEffect)
        {
            made = await FindMadeAsync(request, cancellationToken).ConfigureAwait(false) ?? throw new ServingFailedException(request.Name, "create", "no answer came, and it is not there", e);
        }

        try
        {
            return Served(await client.Deployments.WaitAsync(space, made.Id, Wait, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is CpdOperationFailedException or CpdWaitTimeoutException)
        {
            await DeleteAsync(made.Id, cancellationToken).ConfigureAwait(false);
            throw new ServingFailedException(request.Name, "create", e.Message, e);
        }
    }

    public async Task<ServedModel> SwitchAsync(string deploymentId, string assetId, CancellationToken cancellationToken)
    {
        CpdDeployment before = await client.Deployments.GetAsync(space, deploymentId, cancellationToken).ConfigureAwait(false);
        try
        {
            try
            {
                if (before.AssetId != assetId)
                    return Served(await client.Deployments.SwapAssetAsync(space, deploymentId, assetId, null, Wait, cancellationToken).ConfigureAwait(false));
            }
            catch (CpdException e) when (e is CpdConflictException or CpdUnavailableException { MayHaveTakenEffect: true })
            {
                // The reply was lost, or a repeated request met the update that the lost one began: what the deployment serves in the end tells.
            }

            CpdDeployment after = await client.Deployments.WaitAsync(space, deploymentId, Wait, cancellationToken).ConfigureAwait(false);
            // Once more where the request itself was lost: to ask for the same asset twice does no harm.
            if (after.AssetId != assetId)
                after = await client.Deployments.SwapAssetAsync(space, deploymentId, assetId, null, Wait, cancellationToken).ConfigureAwait(false);
            return Served(after);
        }
        catch (Exception e) when (e is CpdOperationFailedException or CpdWaitTimeoutException)
        {
            throw new ServingFailedException(before.Name, "switch", e.Message, e);
        }
    }

    public async Task DeleteAsync(string deploymentId, CancellationToken cancellationToken)
    {
        try
        {
            await client.Deployments.DeleteAsync(space, deploymentId, cancellationToken).ConfigureAwait(false);
        }
        catch (CpdNotFoundException)
        {
            // The aim is reached.
        }
    }

    public async Task<SmokeAnswer> ScoreAsync(string deploymentId, SmokeRows rows, CancellationToken cancellationToken)
    {
        CpdDeployment deployment = await client.Deployments.GetAsync(space, deploymentId, cancellationToken).ConfigureAwait(false);
        CpdModel? model = deployment is { AssetId: { } id } && string.Equals(deployment.AssetType ?? "model", "model", StringComparison.OrdinalIgnoreCase)
            ? await client.Models.GetAsync(space, id, deployment.AssetRevision, cancellationToken).ConfigureAwait(false)
            : null;
        ScoredBatch? batch;
        long started = time.GetTimestamp();
        try
        {
            batch = await SendAsync(deployment, model, rows, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ScoringColumnException or ScoringRowException or ArgumentException)
        {
            throw new SmokeFailedException(deployment.Name, $"{rows.Origin}: {e.Message}", e);
        }

        if (batch is null || batch.Failure is not null)
            throw new SmokeFailedException(deployment.Name, batch?.Failure is { } failure ? (failure.InnerException ?? failure).Message : "there are no rows", batch?.Failure);
        var predictions = ScoringReply.Parse(batch.RawReply).Rows.Select(row => row.Prediction ?? row.Values.FirstOrDefault(value => value is not null)).ToList();
        int empty = predictions.IndexOf(null);
        if (empty >= 0)
            throw new SmokeFailedException(deployment.Name, $"row {empty + 1} has no prediction");
        return new SmokeAnswer(predictions.Count, time.GetElapsedTime(started), Convert.ToString(predictions[0], CultureInfo.InvariantCulture) ?? "");
    }

    private async Task<ScoredBatch?> SendAsync(CpdDeployment deployment, CpdModel? model, SmokeRows rows, CancellationToken cancellationToken)
    {
        IReadOnlyList<CpdSchemaField> schema = model?.InputFields ?? [];
        var options = new RowScorerOptions
        {
            Schema = schema,
            LabelColumn = model?.LabelColumn,
            // Without a schema, text that is a number is sent as one: rows of a CSV file have no types of their own.
            FieldTypes = schema.Count > 0 ? [] : rows.Fields.Where(name => !string.Equals(name, model?.LabelColumn, StringComparison.OrdinalIgnoreCase)).ToDictionary(name => name, _ => "auto", StringComparer.OrdinalIgnoreCase),
            BatchSize = Math.Max(1, rows.Rows.Count),
            BatchBytes = int.MaxValue - 4096,
            ThrottleLimit = 1,
        };
        var scorer = new RowScorer((body, token) => client.Scoring.PredictRawAsync(deployment.Id, body, token), options);
        var columns = new RowColumns(rows.Fields);
        scorer.Begin(columns);
        for (int i = 0; i < rows.Rows.Count; i++)
            scorer.Add(new InputRow(columns, [.. rows.Rows[i].Select(Value)], i + 1));
        await scorer.SendAsync(cancellationToken).ConfigureAwait(false);
        scorer.Complete();
        return await scorer.TakeAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<CpdDeployment?> FindMadeAsync(ServingRequest request, CancellationToken cancellationToken)
    {
        for (int look = 0; look < Looks; look++)
        {
            await foreach (CpdDeployment deployment in client.Deployments.ListAsync(space, new CpdDeploymentQuery { Name = request.Name }, cancellationToken).ConfigureAwait(false))
            {
                if (deployment.AssetId == request.AssetId && request.Tags.All(tag => deployment.Tags.Contains(tag, StringComparer.Ordinal)))
                    return deployment;
            }

            // The list may lag behind.
            await Delays.For(TimeSpan.FromMilliseconds(250 << look), time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private static object? Value(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.Number => cell.TryGetInt64(out long whole) ? (object)whole : cell.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => cell.GetBoolean(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => cell,
    };

    private static ServedModel Served(CpdDeployment deployment) =>
        new(deployment.Id, deployment.Name, deployment.AssetId, deployment.Kind == CpdDeploymentKind.Online, deployment.State.ToLowerInvariant())
        {
            ServingName = deployment.ServingName,
            AssetRevision = deployment.AssetRevision,
            Tags = deployment.Tags,
        };
}
