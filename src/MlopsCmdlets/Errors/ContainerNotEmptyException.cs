namespace MlopsCmdlets.Errors;

/// <summary>A space is to be removed while something in it is in use.</summary>
public sealed class ContainerNotEmptyException(string message) : Exception(message);
