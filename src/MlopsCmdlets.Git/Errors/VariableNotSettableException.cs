namespace MlopsCmdlets.Git.Errors;

/// <summary>A name gets its value in a way that cannot be replaced without changing something else.</summary>
/// <param name="place">The place as one line of text.</param>
/// <param name="reason">Why not, a sentence without its full stop.</param>
public sealed class VariableNotSettableException(string variable, string place, string reason)
    : GitException($"'{variable}' cannot be set at {place}. {reason}. Nothing was changed.");
