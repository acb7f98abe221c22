namespace MlopsCmdlets.Errors;

/// <summary>Which repository of which Git host is meant cannot be told.</summary>
public sealed class RepositoryNotRecognizedException(string message) : Exception(message);
