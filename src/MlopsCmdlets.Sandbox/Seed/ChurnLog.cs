namespace MlopsCmdlets.Sandbox.Seed;

/// <summary>What training tells the log.</summary>
internal static partial class ChurnLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Notice}")]
    public static partial void Trained(ILogger logger, string notice);
}
