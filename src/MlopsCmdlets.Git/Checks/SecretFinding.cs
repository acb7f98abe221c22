namespace MlopsCmdlets.Git.Checks;

/// <summary>A secret in a text, without the secret.</summary>
/// <param name="What">What it is, a sentence without its full stop.</param>
/// <param name="Line">Number of the line; the first is 1.</param>
/// <param name="IsCertain">Whether its form says what it is; false where it only looks random.</param>
internal sealed record SecretFinding(string What, int Line, bool IsCertain);
