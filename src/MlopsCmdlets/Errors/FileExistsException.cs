namespace MlopsCmdlets.Errors;

/// <summary>A file is in the way.</summary>
public sealed class FileExistsException(string message) : Exception(message);
