namespace MlopsCmdlets.Errors;

/// <summary>A user or group is not a member of the space or project.</summary>
public sealed class NotAMemberException(string message) : Exception(message);
