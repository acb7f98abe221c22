namespace MlopsCmdlets.Errors;

/// <summary>There is nothing to do: the pipeline brought no object.</summary>
public sealed class NothingSelectedException(string message) : Exception(message);
