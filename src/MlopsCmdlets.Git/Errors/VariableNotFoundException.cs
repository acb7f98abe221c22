namespace MlopsCmdlets.Git.Errors;

/// <summary>A notebook gives a name no value where it was looked for.</summary>
public sealed class VariableNotFoundException(string variable, string where)
    : GitException($"'{variable}' is neither assigned nor a keyword argument in {where}. Nothing was changed.");
