using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Scoring;

namespace MlopsCmdlets.Adapters;

/// <summary>Measures a model for a gate as Measure-MlopsModel does: scores a labelled file with an online deployment of it.</summary>
/// <param name="time">The clock.</param>
internal sealed class CpdMeasurer(TimeProvider time) : IModelMeasurer
{
    public async Task<ModelMetrics?> MeasureAsync(PromotionSide side, MeasureRequest request, CancellationToken cancellationToken)
    {
        var serving = (CpdServing)side.Serving;
        ServedModel? found = (await serving.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(deployment =>
            deployment is { IsOnline: true, State: "ready" } && deployment.AssetId == request.AssetId && (request.DeploymentId is null || deployment.Id == request.DeploymentId));
        if (found is null)
            return null;
        CpdDeployment deployment = await serving.Client.Deployments.GetAsync(serving.Space, found.Id, cancellationToken).ConfigureAwait(false);
        CpdModel? model = deployment.AssetId is { } id ? await serving.Client.Models.GetAsync(serving.Space, id, deployment.AssetRevision, cancellationToken).ConfigureAwait(false) : null;
        var columns = new MeasuredColumns { Label = request.LabelColumn, Schema = model?.InputFields ?? [] };
        var files = new RowFiles(columns)
        {
            Target = new ScoreTarget(serving.Client, deployment, model),
            Options = new RowScorerOptions(),
            Warn = _ => Task.CompletedTask,
            Progress = (_, _) => Task.CompletedTask,
        };
        MeasuredTable table = await files.ReadAsync([request.Path], cancellationToken).ConfigureAwait(false);
        MlopsMeasurement measured = new Measurer(table, columns, new MeasuringOptions { PositiveClass = request.PositiveClass }).Measure(null, time.GetUtcNow());
        var values = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (Metrics.Metric metric in measured.Metrics)
        {
            if (metric.Value is { } value)
                values[metric.Name] = value;
        }

        return new ModelMetrics(values) { AssetId = deployment.AssetId, Rows = measured.Rows, Source = Path.GetFileName(request.Path) };
    }
}
