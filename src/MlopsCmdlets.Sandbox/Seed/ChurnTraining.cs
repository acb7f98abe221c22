namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>A trained churn model.</summary>
/// <param name="Pmml">The model as PMML.</param>
/// <param name="Accuracy">Share of held-out rows predicted rightly.</param>
/// <param name="Auc">Area under the ROC curve on the held-out rows.</param>
/// <param name="TrainingRows">Rows learned from.</param>
/// <param name="HeldOutRows">Indices of the rows kept back.</param>
/// <param name="HeldOutProbabilities">For each of those, the probability of leaving as the training library computed it.</param>
internal sealed record ChurnTraining(
    byte[] Pmml,
    double Accuracy,
    double Auc,
    int TrainingRows,
    IReadOnlyList<int> HeldOutRows,
    IReadOnlyList<double> HeldOutProbabilities);
