namespace MlopsCmdlets.Measuring;

/// <summary>No row is left to measure.</summary>
public sealed class NothingMeasuredException(string message) : Exception(message);
