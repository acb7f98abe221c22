using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories.Errors;

/// <summary>The configuration (core.safecrlf) refuses to change the line ends of a file.</summary>
public sealed class LineEndException(string text, Exception inner)
    : GitException($"The configuration core.safecrlf refuses the line ends of a file: {text}.", inner);
