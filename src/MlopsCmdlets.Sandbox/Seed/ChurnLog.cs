namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>What training tells the log.</summary>
internal static partial class ChurnLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Churn model trained on {Rows} rows of {File}: accuracy {Accuracy:0.0000}, AUC {Auc:0.0000} on {HeldOut} held-out rows")]
    public static partial void Trained(ILogger logger, int rows, string file, double accuracy, double auc, int heldOut);
}
