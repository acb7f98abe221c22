namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>The states of a deployment job.</summary>
internal enum JobState
{
    Queued,
    Running,
    Completed,
    Failed,
    Canceled,
}
