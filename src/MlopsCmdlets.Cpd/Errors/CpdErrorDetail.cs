namespace MlopsCmdlets.Cpd.Errors;

/// <summary>One error out of a reply; one reply can hold several.</summary>
/// <param name="Code">The server's code, for example <c>SPACES0046E</c>, or an empty string.</param>
/// <param name="Message">The server's words.</param>
/// <param name="Field">The field or parameter that it is about, if told.</param>
public sealed record CpdErrorDetail(string Code, string Message, string? Field = null);
