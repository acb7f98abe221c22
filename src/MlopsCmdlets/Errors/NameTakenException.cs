namespace MlopsCmdlets.Errors;

/// <summary>A name that has to be unique belongs to something else.</summary>
public sealed class NameTakenException(string message) : Exception(message);
