namespace MlopsCmdlets.Git.Errors;

/// <summary>A notebook gives a name a value in several places.</summary>
/// <param name="places">Each place as one line of text.</param>
public sealed class AmbiguousVariableException(string variable, string where, IReadOnlyList<string> places)
    : GitException($"'{variable}' gets a value in {places.Count} places of {where}, and which is meant is not clear. Nothing was changed:\n  {string.Join("\n  ", places)}");
