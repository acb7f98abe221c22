namespace MlopsCmdlets.Errors;

/// <summary>A change needs confirmation and nobody is there to give it.</summary>
public sealed class ConfirmationRequiredException(string action, string target)
    : Exception($"{action}: {target}. This asks for confirmation, and the run is not interactive. Nothing was changed.");
