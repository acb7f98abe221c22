namespace MlopsCmdlets.Help.Checking;

/// <summary>Something that help lacks or says wrongly.</summary>
/// <param name="Code">Stable code, HELP001 and on; see <see cref="HelpChecker"/>.</param>
/// <param name="Message">What is wrong in which cmdlet and what to write.</param>
internal sealed record HelpProblem(string Code, string Message);
